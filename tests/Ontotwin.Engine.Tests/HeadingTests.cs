using System.Globalization;
using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>Headings, headers, forms of dates and numbers of rows in maps.</summary>
public sealed class HeadingTests : IDisposable
{
    private const string Sensor =
        """
        site ward otherwise { authority "urn:test" }
        map sensor from csv "clarity*.csv" { decimal "." or ","; heading patientId from info when event in ("PatientIdentifier", "Patienten-ID") }
            (event text, info text?, ts or Zeit instant "yyyy-MM-dd HH:mm" or "MM/dd/yyyy h:mm tt"?, glucose or `Glucose (mg/dL)` or `Glucose (mmol/L)` text?) {
          node g : Glucose key (patientId, ts) when event = "EGV" {
            subject    <- ref Patient key (site.authority, patientId) or stub
            observedAt <- ts as instant
            value      <- glucose as quantity in before(after(header(glucose), "("), ")")
          }
        }
        """;

    private readonly SmallProgram program = new();

    [Fact]
    public void The_unit_stands_in_the_header_and_the_person_in_a_row_of_its_own()
    {
        program.Input("clarity-1.csv", "event;info;Zeit;Glucose (mmol/L)", "Patienten-ID;A-17;;", "EGV;;2024-05-06 07:08;5,5", "EGV;;05/06/2024 7:13 PM;6.5");
        var facts = program.Map(Sensor);
        Assert.DoesNotContain(program.Rejects, r => r.Code != "OT4002");
        Assert.Equal(["99.0858", "117.1014"], SmallProgram.Values(facts, "value"));
        Assert.Equal(["5,5", "6.5"], SmallProgram.Values(facts, "originalValue"));
        Assert.Equal(["mmol/L", "mmol/L"], SmallProgram.Values(facts, "originalUnit"));
        Assert.Equal(["2024-05-06T07:08:00", "2024-05-06T19:13:00"], SmallProgram.Values(facts, "observedAt"));
        Assert.Single(facts.Where(f => f.Predicate.LocalName == "subject").Select(f => f.Object).Distinct());
    }

    [Fact]
    public void A_second_person_in_one_file_is_set_aside_and_not_given_to_the_first()
    {
        program.Input("clarity-1.csv", "event,info,ts,Glucose (mg/dL)", "PatientIdentifier,A-17,,", "EGV,,2024-05-06 07:08,99", "PatientIdentifier,B-04,,", "EGV,,2024-05-06 07:13,55");
        var facts = program.Map(Sensor);
        Assert.Equal(["99"], SmallProgram.Values(facts, "value"));
        Assert.Contains(program.Remarks, d => d.Code == "OT3309");
        Assert.Contains(program.Rejects, r => r.Code == "OT4104" && r.Place.Bytes.Start > 70);
    }

    [Fact]
    public void A_time_that_only_order_tells_is_the_start_and_the_row()
    {
        program.Input("HR.csv", "1714979289.5", "4", "71", "72", "73");
        var facts = program.Map("""
            site ward otherwise { authority "urn:test" }
            map pulse from csv "HR.csv" { no header; skip 2; heading start from line 1 cell 1; heading hz from line 2 cell 1 } (bpm decimal) {
              node p : Pulse key (start, bpm) {
                subject    <- ref Patient key (site.authority, site.name) or stub
                observedAt <- start + (rowNumber() - 1) / hz as instant format "unix"
                value      <- bpm as quantity in '/min'
              }
            }
            """);
        Assert.Equal(["2024-05-06T07:08:09.5Z", "2024-05-06T07:08:09.75Z", "2024-05-06T07:08:10Z"], SmallProgram.Values(facts, "observedAt").Select(Canonical));
    }

    [Fact]
    public void A_comparator_never_becomes_a_bare_sample()
    {
        program.Input("g.csv", "ts,g", "2024-05-06T07:08:09Z,<40", "2024-05-06T07:13:09Z,41");
        program.Map("""
            site ward otherwise { authority "urn:test" }
            map g from csv "g.csv" (ts instant, g text) {
              series s : GlucoseSeries key ("x") of ref Patient key (site.authority, site.name) or stub at ts value g as quantity in 'mg/dL'
            }
            """);
        Assert.Equal("OT4302", Assert.Single(program.Rejects).Code);
        Assert.Equal("line 2 \"g\"", program.Rejects[0].Place.Path);
    }

    [Theory]
    [InlineData("csv \"x.csv\" { heading a from line 3 cell 1; skip 2 } (t text)", "key (t)", "OT1111")]
    [InlineData("csv \"x.csv\" { heading t from u } (t text, u text)", "key (t)", "OT1111")]
    [InlineData("csv \"x.csv\" { heading a from v } (t text, u text)", "key (t)", "OT1202")]
    [InlineData("csv \"x.csv\" (t text, u or t text)", "key (t)", "OT1111")]
    [InlineData("csv \"x.csv\" (t text, d instant \"dd-MM-yyyy HH:mm\" or \"MM-dd-yyyy HH:mm\")", "key (t)", "OT1112")]
    [InlineData("csv \"x.csv\" (t text, d instant \"M/d/yyyy h:mm\" or \"M/d/yyyy H:mm\")", "key (t)", "OT1112")]
    [InlineData("csv \"x.csv\" (t text)", "key (t, rowNumber())", "OT1113")]
    [InlineData("csv \"x.csv\" (t text)", "key (t, concat(\"a\", rowNumber()))", "OT1113")]
    [InlineData("csv \"x.csv\" (t text)", "key (header(\"t\"))", "OT1114")]
    [InlineData("json \"x.json\" (t text)", "key (header(t))", "OT1114")]
    [InlineData("csv \"x.csv\" { decimal \",\" or \";\" } (t text)", "key (t)", "OT1105")]
    public void What_cannot_be_told_does_not_compile(string source, string key, string code)
    {
        var compiled = program.Compile($"site ward otherwise {{ authority \"urn:test\" }}\nmap m from {source} {{ node p : EventMark {key} {{ subject <- ref Patient key (site.authority, site.name) or stub }} }}");
        Assert.Contains(compiled.Diagnostics, d => d.Code == code && d.Severity == Severity.Error);
    }

    [Fact]
    public void Forms_that_no_text_can_mistake_compile()
    {
        var compiled = program.Compile("site ward otherwise { authority \"urn:test\" }\nmap m from csv \"x.csv\" (t text, d instant \"dd-MM-yyyy HH:mm\" or \"MM-dd-yyyy hh:mm tt\" or \"unix\") { node p : EventMark key (t) { subject <- ref Patient key (site.authority, site.name) or stub; observedAt <- d as instant } }");
        Assert.DoesNotContain(compiled.Diagnostics, d => d.Severity == Severity.Error);
    }

    public void Dispose() => program.Dispose();

    private static string Canonical(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture).ToString("yyyy-MM-ddTHH:mm:ss.FFFK", CultureInfo.InvariantCulture).Replace("+00:00", "Z", StringComparison.Ordinal);
}
