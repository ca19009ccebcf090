using System.Globalization;
using Ontotwin.Engine;
using Ontotwin.Graph;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Reasoning;
using Ontotwin.Values;

namespace Ontotwin.Cli.Output;

/// <summary>One twin in readable form: its records by kind, newest first, and its series. Where sources differ on what has one value, all are shown.</summary>
internal sealed class ShownTwin(OntologyModel ontology, UnitSystem units, string language)
{
    private static readonly string[] Sections = ["Condition", "MedicationUse", "Procedure", "AllergyIntolerance", "AbsenceStatement", "Immunization", "Encounter", "Observation", "ImagingStudy", "Appointment", "DocumentReference"];

    private static readonly string[] General = ["Observation", "LabResult", "VitalSign", "Measurement", "SurveyAnswer"];

    private static readonly string[] HasPhases = ["Condition", "AllergyIntolerance"];

    public void Print(Twin twin)
    {
        Terminal.Line(BannerText.Line(PatientBanner.Of(twin), language));
        // What was measured is often told only by its code, which the ontology knows.
        var closed = new OwlReasoner(ontology).Close(twin).Twin;
        foreach (var section in Sections)
        {
            var items = ClinicalItem.All(closed, ontology, section).ToList();
            if (items.Count == 0) { continue; }
            Terminal.Line();
            Terminal.Line($"{ontology.Label(OntologyModel.Term(section), language)} ({items.Count})");
            foreach (var item in items) { Print(item); }
        }
        PrintSeries(twin);
    }

    private void Print(ClinicalItem item)
    {
        Terminal.Line("  " + Line(item));
        foreach (var differing in item.Differing)
        {
            Terminal.Line($"      {In("sources differ on", "来源不一致：")} {ontology.Label(differing.Property, language)}");
            foreach (var said in differing.Values) { Terminal.Line($"        {Words(item, said)}  ← {Place(said.Origin)}"); }
        }
    }

    private string Line(ClinicalItem item)
    {
        var name = ontology.Label(item.Class, language);
        var words = item.Words is { } w && item.Value is null && !string.Equals(w, name, StringComparison.OrdinalIgnoreCase) ? $": {w}" : "";
        // Where only the general class is known, the source's own name of the code tells what it is.
        var unnamed = General.Contains(item.Class.LocalName) && item.Words is { } named && item.Value is not null ? $" ({named})" : "";
        var value = item.Value is { } quantity ? "  " + Words(item, quantity) : "";
        var dose = item.Dose is var (amount, unit) ? $"  {In("dose", "剂量")} {ShownUnits.Words(units, ontology, item.Class, amount, unit).In(language)}" : "";
        var origin = item.Origin is { } o ? $"  ← {Place(o)}" : "";
        var isPhase = HasPhases.Any(c => ontology.IsSubClass(item.Class, OntologyModel.Term(c)));
        IReadOnlyList<string> codes = item.Status is { } code ? [code, .. item.Reservations] : item.Reservations;
        var status = string.Join(In(", ", "，"), codes.Select(c => Say.SourceStatus(language, c, isPhase)));
        return $"{item.At?.ToXsd() ?? In("no date", "无日期")}  {name}{unnamed}{words}{value}{dose}  {status}{origin}";
    }

    private string Words(ClinicalItem item, SaidValue said) => said switch
    {
        { Value: Iri term } => ontology.Label(term, language),
        { Value: Literal number, Unit: { } unit } when decimal.TryParse(number.Lexical, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) => Words(item, new Quantity(amount, unit)),
        { Value: Literal literal } => literal.Lexical,
        _ => said.Value.ToString()!,
    };

    private string Words(ClinicalItem item, Quantity quantity) => ShownUnits.Words(units, ontology, item.Class, quantity.Interval, quantity.Unit).In(language);

    private static string Place(Origin origin) => $"{origin.Document} {origin.Path} bytes {origin.Bytes}";

    private void PrintSeries(Twin twin)
    {
        if (twin.Series.IsEmpty) { return; }
        Terminal.Line();
        Terminal.Line(In("series", "序列"));
        // Exports overlap: what several documents say of one instant is one sample.
        foreach (var chunks in twin.Series.Where(c => !c.Samples.IsEmpty).GroupBy(c => (c.Series, c.Unit)).OrderBy(g => g.Min(c => c.Samples[0].Instant)).ThenBy(g => g.Min(c => c.Source.Document), StringComparer.Ordinal).ThenBy(g => g.Min(c => c.Source.Bytes.Start)))
        {
            var type = twin.About(chunks.Key.Series).Select(f => f.Triple).FirstOrDefault(t => t.Predicate == RdfTerms.Type)?.Object as Iri;
            var name = type is null ? In("series", "序列") : ontology.Label(type, language);
            var samples = chunks.SelectMany(c => c.Samples).Where(s => !twin.ContestedSamples.Contains((chunks.Key.Series, s.Instant))).Select(s => (s.Instant, s.Value)).ToHashSet();
            var contested = twin.ContestedSamples.Count(c => c.Series == chunks.Key.Series);
            if (samples.Count == 0)
            {
                Terminal.Line($"  {name}: {In("no sample that documents agree on", "各文档的采样值均不一致")}  ← {Documents([.. chunks.Select(c => c.Source).OrderBy(s => s.Document, StringComparer.Ordinal)])}");
                continue;
            }
            var (first, last) = (Minute(samples.Min(s => s.Instant)), Minute(samples.Max(s => s.Instant)));
            var said = samples.Count == 1 ? In($"1 sample in {chunks.Key.Unit}, {first}", $"1 个采样点，单位 {chunks.Key.Unit}，{first}")
                : In($"{samples.Count} samples in {chunks.Key.Unit}, {first} to {last}", $"{samples.Count} 个采样点，单位 {chunks.Key.Unit}，{first} 至 {last}");
            if (contested > 0) { said += In($"; {contested} left out, for documents say different values", $"；另有 {contested} 个时刻各文档数值不一致，未采用"); }
            Terminal.Line($"  {name}: {said}  ← {Documents([.. chunks.Select(c => c.Source).OrderBy(s => s.Document, StringComparer.Ordinal)])}");
        }
    }

    private string Documents(Origin[] sources)
    {
        var first = $"{sources[0].Document} {sources[0].Path}";
        return (sources.DistinctBy(s => (s.Document, s.DocumentHash)).Count() - 1) switch
        {
            0 => first,
            1 => first + In(" and 1 more document", "（另有 1 份文档）"),
            var more => first + In($" and {more} more documents", $"（另有 {more} 份文档）"),
        };
    }

    private static string Minute(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private string In(string en, string zh) => Say.In(language, en, zh);
}
