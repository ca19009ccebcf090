using System.Text;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>What <c>infer</c> drafts compiles as it stands, and turns the rows into the facts that a person reads in them.</summary>
public class CsvDraftTests
{
    private static readonly Lazy<OntologyModel> Model = new(() => OntologyModel.Load(Repository.PathOf("ontologies")).Value!);

    [Fact]
    public void A_European_weight_diary_has_decimal_commas_days_first_and_a_birth_date_that_is_no_observation()
    {
        var lifted = Lift("tagebuch.csv", "\uFEFFPatientennummer;Geburtsdatum;Datum;Uhrzeit;Gewicht (kg);Körperfett [%];Puls;Notiz;;\r\n"
            + "P-1;12.03.1961;05.11.2026;07:15;70,5;21,3;62;\"nach Frühstück; müde\";;\r\nP-1;12.03.1961;16.11.2026;07:20;70,1;k.A.;61;;;\r\n");
        Assert.Contains("{ delimiter \";\"; decimal \",\" }", lifted.Draft, StringComparison.Ordinal);
        Assert.Contains("'Geburtsdatum': no day is above 12", lifted.Draft, StringComparison.Ordinal);
        Assert.DoesNotContain("'Datum': no day", lifted.Draft, StringComparison.Ordinal);
        Assert.Equal(["1961-03-12"], lifted.Values("birthDate"));
        Assert.Equal(["2026-11-05T07:15:00", "2026-11-16T07:20:00"], lifted.Values("observedAt"));
        Assert.Equal(["70.1 kg", "70.5 kg"], lifted.Quantities("BodyWeight"));
        Assert.Equal(["61 /min", "62 /min"], lifted.Quantities("Pulse"));
        Assert.Equal(["21.3 %"], lifted.Quantities("Measurement"));
    }

    [Fact]
    public void An_American_glucose_export_is_month_first_and_says_so_where_the_days_leave_it_open()
    {
        const string header = "Subject ID,Date,glucose_mg_dl,Weight (lb)\r\n";
        var open = Lift("glucose.csv", header + "17,05/11/2026,101,165.3\r\n17,05/12/2026,99,164\r\n");
        Assert.Contains("\"dd/MM/yyyy\" fits too. It is read month first", open.Draft, StringComparison.Ordinal);
        Assert.Equal(["2026-05-11", "2026-05-12"], open.Values("observedAt"));
        Assert.Equal(["101 mg/dL", "99 mg/dL"], open.Quantities("Glucose"));
        Assert.Equal("kg", Assert.Single(open.Quantities("BodyWeight").Select(q => q.Split(' ')[1]).Distinct()));
        var told = Lift("glucose.csv", header + "17,05/11/2026,101,165.3\r\n17,05/28/2026,99,164\r\n");
        Assert.DoesNotContain("fits too", told.Draft, StringComparison.Ordinal);
        var european = Lift("glucose.csv", "Subject ID;Date;glucose_mmol_l\n17;05/11/2026;5,6\n");
        Assert.Equal(["2026-11-05"], european.Values("observedAt"));
        Assert.Equal("100.88736 mg/dL", Assert.Single(european.Quantities("Glucose")));        // 5.6 mmol/L of 180.156 g/mol
        Assert.Contains("It is read day first, as where the decimal mark is a comma: CHECK THIS", european.Draft, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_sampled_minute_by_minute_is_drafted_as_series_and_seconds_since_1970_as_times()
    {
        var rows = string.Concat(Enumerable.Range(0, 6).Select(i => $"W-1,band-7,{1_714_979_289 + (60 * i)},{60 + i},{10 * i},{(i == 3 ? "<40" : $"{95 + i}")}\n"));
        var lifted = Lift("band.csv", "person,device,timestamp,heart rate,steps,glucose (mg/dL)\n" + rows);
        Assert.Contains("timestamp instant \"unix\"", lifted.Draft, StringComparison.Ordinal);
        Assert.Contains(": HeartRate key (device) of pt", lifted.Draft, StringComparison.Ordinal);
        Assert.Contains(": StepCount key (device) of pt", lifted.Draft, StringComparison.Ordinal);
        // One cell has a comparator, which no sample keeps.
        Assert.Contains(": Glucose key (pt, timestamp", lifted.Draft, StringComparison.Ordinal);
        Assert.Equal(["40", "95", "96", "97", "99", "100"], lifted.Quantities("Glucose").Select(q => q.Split(' ')[0]).OrderBy(q => int.Parse(q, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(lifted.Values("observedAt"), v => Assert.StartsWith("2024-05-06T07:", v, StringComparison.Ordinal));
        var sparse = Lift("band.csv", "person,device,timestamp,heart rate\nW-1,b,2024-05-06 07:00,60\nW-1,b,2024-05-07 07:00,61\nW-1,b,2024-05-08 07:00,62\nW-1,b,2024-05-09 07:00,63\n");
        Assert.Contains(": Pulse key (", sparse.Draft, StringComparison.Ordinal);
    }

    [Fact]
    public void One_column_s_days_prove_the_order_for_the_others_of_the_same_form()
    {
        var proven = Lift("visits.csv", "Subject ID,Date,Ordered,Weight (kg)\n17,05/11/2026,25/10/2026,70\n17,06/11/2026,26/10/2026,71\n");
        Assert.Equal(["2026-11-05", "2026-11-06"], proven.Values("observedAt"));
        Assert.Contains("'Date': no day is above 12; it is read day first, as the days of 'Ordered' prove", proven.Draft, StringComparison.Ordinal);
        Assert.DoesNotContain("CHECK THIS", proven.Draft, StringComparison.Ordinal);
        var otherForm = Lift("visits.csv", "Subject ID,Date,Ordered,Weight (kg)\n17,05/11/2026,25-10-2026,70\n");
        Assert.Contains("CHECK THIS", otherForm.Draft, StringComparison.Ordinal);
    }

    [Fact]
    public void Chinese_headers_and_units_are_read_in_UTF_8_and_in_GB_18030()
    {
        const string text = "患者编号,测量时间,收缩压(毫米汞柱),舒张压(毫米汞柱),心率,体重（公斤）,出生日期,备注\n001,2026-11-03 07:15,148,92,82,70.5,1961年3月12日,好\n002,2026-11-04 07:20,131,84,77,61,1970年12月1日,较好\n";
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;
        foreach (var lifted in new[] { Lift("血压.csv", text), Lift("血压.csv", encoding.GetBytes(text)) })
        {
            Assert.Equal(["131 mm[Hg]", "148 mm[Hg]"], lifted.Quantities("SBP"));
            Assert.Equal(["84 mm[Hg]", "92 mm[Hg]"], lifted.Quantities("DBP"));
            Assert.Equal(["77 /min", "82 /min"], lifted.Quantities("Pulse"));
            Assert.Equal(["61 kg", "70.5 kg"], lifted.Quantities("BodyWeight"));
            Assert.Equal(["1961-03-12", "1970-12-01"], lifted.Values("birthDate"));
            Assert.Equal(["2026-11-03T07:15:00", "2026-11-04T07:20:00"], lifted.Values("observedAt"));
        }
    }

    // ö and ß of windows-1252 are a Chinese sign by their bytes, but stand inside a word.
    [Fact]
    public void A_German_header_in_windows_1252_is_no_Chinese()
    {
        var lifted = Lift("werte.csv", Encoding.Latin1.GetBytes("Patient;Datum;Größe (cm)\n17;03.11.2026;170\n18;21.11.2026;181\n"));
        Assert.Contains("encoding \"windows-1252\"", lifted.Draft, StringComparison.Ordinal);
        Assert.Contains("Größe", lifted.Draft, StringComparison.Ordinal);
    }

    [Fact]
    public void A_blood_pressure_diary_has_two_quantities_in_a_row_or_in_a_cell()
    {
        var columns = Lift("bp.csv", "Date\tSys (mmHg)\tDia (mmHg)\tPulse\n2026-11-03\t148\t92\t82\n");
        var cell = Lift("rr.csv", "Datum;Blutdruck (mmHg);Puls\n3.11.26;148/92;82\n21.11.26;130/85;63\n");
        Assert.Contains("key (site.authority, \"me\")", columns.Draft, StringComparison.Ordinal);
        Assert.Equal(["148 mm[Hg]"], columns.Quantities("SBP"));
        Assert.Equal(["92 mm[Hg]"], columns.Quantities("DBP"));
        Assert.Equal(["130 mm[Hg]", "148 mm[Hg]"], cell.Quantities("SBP"));
        Assert.Equal(["85 mm[Hg]", "92 mm[Hg]"], cell.Quantities("DBP"));
        Assert.Equal(["2026-11-03", "2026-11-21"], cell.Values("observedAt"));
        Assert.Contains("years of two digits", cell.Draft, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DOB", "1961-03-12", true)]
    [InlineData("Date of birth", "12.03.1961", true)]
    [InlineData("geb.", "12.03.1961", true)]
    [InlineData("date de naissance", "12/03/1961", true)]
    [InlineData("fecha de nacimiento", "12/03/1961", true)]
    [InlineData("出生日期", "1961-03-12", true)]
    [InlineData("Geburtsjahr", "1961", true)]
    [InlineData("Jahrestag", "1961-03-12", false)]
    public void A_birth_date_becomes_the_persons_and_an_old_day_that_no_header_explains_nothing(string header, string born, bool isBirth)
    {
        var lifted = Lift("people.csv", $"id;{header};weight [kg]\nA;{born};70\nB;{born};64\n");
        Assert.Empty(lifted.Values("observedAt"));
        Assert.Equal(isBirth ? [born == "1961" ? "1961" : "1961-03-12"] : [], lifted.Values("birthDate").Distinct());
        Assert.Contains("birthDate <- ", lifted.Draft, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_and_a_text_give_the_people_and_a_line_that_keeps_the_text()
    {
        var lifted = Lift("notes.csv", "id,comment\nA,hello\nB,\"x, y\"\n");
        Assert.Equal(2, lifted.Facts.Count(f => f.Object is Iri { LocalName: "Patient" }));
        var kept = Lift("notes.csv", "id,comment\nA,hello\nB,\"x, y\"\n", d => d.Replace("  //   node", "  node", StringComparison.Ordinal));
        Assert.Equal(["hello", "x, y"], kept.Values("text"));
    }

    [Fact]
    public void A_unit_that_is_not_known_or_not_told_is_left_open_and_check_warns()
    {
        var lifted = Lift("odd.csv", "id,distance (furlongs),weight,steps,Gewicht (m)\nA,3,70,900,2\n", warnings: 2);
        Assert.Contains("'furlongs' is no UCUM unit, and no alias knows it", lifted.Draft, StringComparison.Ordinal);
        Assert.Contains("'m' is no unit of hdt:BodyWeight", lifted.Draft, StringComparison.Ordinal);
        Assert.Empty(lifted.Quantities("BodyWeight"));
        Assert.Equal(["2 m", "900 1"], lifted.Quantities("Measurement"));
        Assert.Contains("70", lifted.Values("originalValue"));
        Assert.Equal(2, lifted.Reports.Count(r => r.Code == "OT4205"));
    }

    [Theory]
    [InlineData("id,a,a,\"x, y (kg)\",\nP,1,2,3,\n", "skip 1; no header", "3 kg")]
    [InlineData("id;\"two\nlines (kg)\";b`c\nP;3;4\n", "skip 2; no header", "3 kg")]
    [InlineData("Exported by Scale 2.1\n\nid;weight (kg);;\nP;3,5;;\n", "skip 2", "3.5 kg")]
    [InlineData("sep=;\r\nid;weight (kg)\r\nP;3,5\r\n", "decimal \",\"", "3.5 kg")]
    [InlineData("P|2026-11-03|12.5\nP|2026-11-04|12.7\n", "delimiter \"|\"; no header", null)]
    [InlineData("id,site,when,weight (kg)\nP,north,2026-11-03,3\n", "when", "3 kg")]
    [InlineData("date,value,unit\n2026-11-03,3,kg\n", "as quantity in unit", "3 kg")]
    public void Odd_layouts_are_declared_so_that_the_map_reads_what_the_draft_read(string text, string declared, string? quantity)
    {
        var lifted = Lift("odd.csv", text, warnings: null);
        Assert.Contains(declared, lifted.Draft, StringComparison.Ordinal);
        if (quantity is not null) { Assert.Contains(quantity, lifted.Quantities()); }
    }

    [Theory]
    [InlineData("Patienten-Nr.;Datum;Herzfrequenz;Körpergewicht (kg);Schritte")]
    [InlineData("Numéro patient;Date;Fréquence cardiaque;Poids (kg);Nombre de pas")]
    [InlineData("Número de paciente;Fecha;Frecuencia cardíaca (lpm);Peso (kg);Pasos")]
    [InlineData("患者编号;日期;心率(次/分);体重(kg);步数")]
    public void A_person_a_date_a_heart_rate_a_weight_and_steps_are_known_in_five_languages(string header)
    {
        var lifted = Lift("x.csv", header + "\nA;05/11/2026;62;70,5;4000\n");
        Assert.DoesNotContain("\"me\"", lifted.Draft, StringComparison.Ordinal);
        Assert.Equal(["2026-11-05"], lifted.Values("observedAt"));
        Assert.Equal(["62 /min"], lifted.Quantities("Pulse"));
        Assert.Equal(["70.5 kg"], lifted.Quantities("BodyWeight"));
        Assert.Equal(["4000 1"], lifted.Quantities("DailySteps"));
    }

    [Theory]
    [InlineData("id;weight (kg)\nP;1.234\nP;2.500\n", true)]
    [InlineData("id;weight (kg)\nP;1,234\nP;2,500\n", true)]
    [InlineData("id;weight (kg)\nP;1,234\nP;2,5\n", false)]
    public void A_mark_that_may_divide_thousands_is_told(string text, bool isOpen)
    {
        var draft = CsvDraft.Of(new SourceDocument("x.csv", Encoding.UTF8.GetBytes(text))).Value!;
        Assert.Equal(isOpen, draft.Contains("divides thousands", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_to_infer_from_is_told_with_its_place()
    {
        foreach (var text in new[] { "", "a,b\n", "\uFEFF", "PK\u0003\u0004\0\0" })
        {
            var outcome = CsvDraft.Of(new SourceDocument("x.csv", Encoding.UTF8.GetBytes(text)));
            Assert.Null(outcome.Value);
            var diagnostic = Assert.Single(outcome.Diagnostics);
            Assert.Equal(("OT8004", "x.csv"), (diagnostic.Code, diagnostic.Place!.Value.Document));
        }
    }

    [Fact]
    public void Every_class_that_headers_name_is_one_of_the_ontology_and_measured_in_its_unit()
    {
        foreach (var measure in Drafting.Measure.All)
        {
            Assert.NotNull(Model.Value.Class(measure.Class));
            Assert.True(measure.IsMeasuredIn(Model.Value.UnitOfClass(OntologyModel.Term(measure.Class))!), measure.Class);
            Assert.All(measure.Words, w => Assert.Equal(w, Drafting.HeaderText.Words(w)));
        }
    }

    [Theory]
    [InlineData("weight [kg]", "kg")]
    [InlineData("Gewicht in kg", "kg")]
    [InlineData("glucose_mg_dl", "mg/dL")]
    [InlineData("Historic Glucose mmol/L", "mmol/L")]
    [InlineData("Temp °C", "Cel")]
    [InlineData("temp_c", "Cel")]
    [InlineData("WeightPounds", "[lb_av]")]
    [InlineData("SpO2%", "%")]
    [InlineData("eGFR (mL/min/1.73m2)", "mL/min/{1.73_m2}")]
    [InlineData("RR [mm[Hg]]", "mm[Hg]")]
    [InlineData("Puls (Schläge/min)", "/min")]
    [InlineData("group_c", null)]
    [InlineData("HR_min", null)]
    [InlineData("pain (0-10)", null)]
    [InlineData("date/time", null)]
    public void The_unit_of_a_header_is_UCUM(string header, string? unit) => Assert.Equal(unit, Drafting.HeaderUnits.Of(header).Unit);

    [Fact]
    public void Every_wearable_export_is_drafted_and_compiles()
    {
        var folder = SharedData.Require("dev", "wearables");
        foreach (var file in Directory.EnumerateFiles(folder, "*.csv", SearchOption.AllDirectories).Where(f => new FileInfo(f).Length > 0).Order(StringComparer.Ordinal))
        {
            var draft = CsvDraft.Of(new SourceDocument(file, File.ReadAllBytes(file)));
            Assert.True(draft.IsOk, file);
            Assert.Equal(TwinFormatter.Format("draft.twin", draft.Value!).Value, draft.Value);
            Assert.DoesNotContain(Compile(draft.Value).Diagnostics, d => d.Severity == Severity.Error);
        }
    }

    private static Outcome<TwinProgram> Compile(string draft)
    {
        var folder = Directory.CreateTempSubdirectory("ontotwin-draft-");
        try
        {
            var path = Path.Combine(folder.FullName, "draft.twin");
            File.WriteAllText(path, draft);
            return TwinCompiler.Compile([path], Model.Value);
        }
        finally { folder.Delete(recursive: true); }
    }

    private static Lifted Lift(string name, string text, Func<string, string>? edit = null, int? warnings = 0) => Lift(name, Encoding.UTF8.GetBytes(text), edit, warnings);

    private static Lifted Lift(string name, byte[] bytes, Func<string, string>? edit = null, int? warnings = 0)
    {
        var document = new SourceDocument(name, bytes);
        var draft = CsvDraft.Of(document).Value!;
        if (edit is not null) { draft = edit(draft); }
        var outcome = Compile(draft);
        Assert.True(outcome.IsOk, draft + string.Join('\n', outcome.Diagnostics));
        Assert.All(outcome.Diagnostics, d => Assert.Equal("OT2205", d.Code));
        if (warnings is { } count) { Assert.Equal(count, outcome.Diagnostics.Length); }
        var iris = new IriMaker(Encoding.UTF8.GetBytes("the secret of these tests, not secret"));
        var mapper = new Mapper(new MappingServices(outcome.Value, new IdentityTable(iris), iris));
        var items = new DocumentReader(outcome.Value).Read(document).ToList();
        var mapped = items.Select(i => i.Record).OfType<SourceRecord>().Select(mapper.Map).ToList();
        Assert.Empty(mapped.SelectMany(m => m.Rejects));
        return new Lifted(draft, [.. mapped.SelectMany(m => m.Nodes).SelectMany(n => n.Facts).Select(f => f.Triple)], [.. mapped.SelectMany(m => m.Diagnostics)]);
    }

    private sealed record Lifted(string Draft, List<Triple> Facts, List<Diagnostic> Reports)
    {
        public List<string> Values(string property) =>
            [.. Facts.Where(f => f.Predicate == OntologyModel.Term(property)).Select(f => ((Literal)f.Object).Lexical).Distinct().Order(StringComparer.Ordinal)];

        public List<string> Quantities(string? type = null) =>
            [.. Facts.Where(f => f.Predicate == OntologyModel.Term("value") && (type is null || Has(f.Subject, type)))
                .Select(f => $"{((Literal)f.Object).Lexical} {((Literal)Facts.First(u => u.Subject.Equals(f.Subject) && u.Predicate == OntologyModel.Term("unit")).Object).Lexical}").Order(StringComparer.Ordinal)];

        private bool Has(Term subject, string type) => Facts.Exists(f => f.Subject.Equals(subject) && f.Object is Iri { LocalName: var name } && name == type);
    }
}
