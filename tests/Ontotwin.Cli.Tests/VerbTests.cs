using System.Text.Json;
using System.Text.RegularExpressions;
using Ontotwin.Testing;

namespace Ontotwin.Cli.Tests;

public class VerbTests
{
    [Fact]
    public async Task Every_error_of_a_broken_map_is_told_at_once_with_its_place_and_a_hint()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("labs.twin");
        await File.WriteAllTextAsync(
            file,
            """
            module broken version 1
            ontology hdt
            map labs from hl7v2 "2.5.1" ORU_R01 {
              node pt : Pacient key (PID-3.first.4, PID-3.first.1)
              for g in PATIENT_RESULT/ORDER_OBSERVATION {
                node rep : LabReport key (g.OBR-3) { subjct <- pt }
                for x in g/OBSERVATION {
                  node obs : LabResult key (rep, x.OBX-3.1) {
                    observedOn <- x.OBX-14 as instant
                    text <- x.OBX-5 as text
                    value <- x.OBX-5.first as quantity in 'mg/DLL'
                    status <- x.OBX-99
                  }
                }
              }
            }
            """,
            TestContext.Current.CancellationToken);
        var (exit, _, error) = await OntotwinCommand.RunAsync("check", file);
        Assert.Equal(1, exit);
        Assert.Contains("labs.twin:4:", error, StringComparison.Ordinal);
        Assert.Contains("'Pacient' is not a class of the ontology: did you mean 'Patient'?", error, StringComparison.Ordinal);
        Assert.Contains("'subjct' is not a property of hdt:LabReport: did you mean 'subject'?", error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'observedAt'?", error, StringComparison.Ordinal);
        Assert.Contains("'x.OBX-5' may repeat", error, StringComparison.Ordinal);
        Assert.Contains("'mg/DLL' is not a UCUM unit", error, StringComparison.Ordinal);
        Assert.Contains("OBX has no '99'", error, StringComparison.Ordinal);
        Assert.Contains("stands in no 'on'", error, StringComparison.Ordinal);
        // A node whose class is misspelt is a node: what names it is no error of its own.
        Assert.DoesNotContain("'pt'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_syntax_error_does_not_hide_the_errors_after_it()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("two.twin");
        await File.WriteAllTextAsync(file, "module two version 1\nontology hdt\nmap a from fhir \"4.0.1\" Patient { node pt : Patient key (id { } }\nmap b from fhir \"4.0.1\" Patient { node pt : Patient key (site.authority, idd) }\n", TestContext.Current.CancellationToken);
        var (exit, _, error) = await OntotwinCommand.RunAsync("check", file);
        Assert.Equal(1, exit);
        Assert.Contains("two.twin:3:", error, StringComparison.Ordinal);
        Assert.Contains("two.twin:4:", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "limits")]
    [InlineData(0, "unit", "5.4", "mmol/L", "umol/L")]
    [InlineData(1, "unit", "5.4", "mmol/L", "kg")]
    [InlineData(0, "unit", "1.5e30", "Sv", "ySv")]
    [InlineData(1, "unit", "5.4", "mmol/L", "/L")]
    [InlineData(0, "unit", "5.4", "meq/L", "mmol/L")]
    [InlineData(0, "unit", "300", "K/uL", "K/L")]
    [InlineData(2, "unit", "5.4")]
    [InlineData(2, "no-such-verb")]
    [InlineData(1, "check", "no-such-file.twin")]
    [InlineData(3, "twins", "--store", "no-such-store")]
    [InlineData(1, "map", "--input", "no-such-input")]
    public async Task Exit_codes_tell_whose_fault_it_is(int expected, params string[] arguments)
    {
        var (exit, _, error) = await OntotwinCommand.RunAsync(arguments);
        Assert.Equal(expected, exit);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        if (expected != 0) { Assert.NotEqual("", error.Trim()); }
    }

    [Theory]
    [InlineData("1.5e30 Sv ySv", "1.5e54 ySv", "")]
    [InlineData("1 h s", "3600 s", "")]
    [InlineData("1 h d", "0.04166666666666666666666666667 d", "")]
    [InlineData("98.6 [degF] Cel", "37 Cel", "")]
    [InlineData("4 meq/L mmol/L", "4 mmol/L", "warning OT1902")]
    [InlineData("2 K/uL K/L", "2000000 K/L", "warning OT1903")]
    [InlineData("2 mmol/L /L", "", "error OT1901")]
    [InlineData("2 [CFU]/mL /mL", "", "error OT1904")]
    [InlineData("2 Cel/min K/min", "", "error OT1906")]
    public async Task A_unit_converts_exactly_and_what_is_unsafe_is_said(string arguments, string result, string said)
    {
        var (_, output, error) = await OntotwinCommand.RunAsync(["unit", .. arguments.Split(' ')]);
        Assert.Equal(result, output.Trim());
        Assert.StartsWith(said, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_no_store_is_refused_and_left_as_it_was()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("letter.txt"), "not a store", TestContext.Current.CancellationToken);
        var (exit, _, error) = await OntotwinCommand.RunAsync("ingest", "--input", "samples/devices.csv", "--store", folder.Path);
        Assert.Equal(3, exit);
        Assert.Contains("OT50", error, StringComparison.Ordinal);
        Assert.Equal(["letter.txt"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Ingesting_the_same_documents_twice_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        var store = folder.File("store");
        var first = await OntotwinCommand.RunAsync("ingest", "--input", "samples", "--store", store);
        Assert.Equal(0, first.ExitCode);
        var before = await OntotwinCommand.RunAsync("show", "--store", store, "--twin", "Anna Aigner", "--json");
        await OntotwinCommand.RunAsync("ingest", "--input", "samples", "--store", store);
        var after = await OntotwinCommand.RunAsync("show", "--store", store, "--twin", "Anna Aigner", "--json");
        Assert.True(before.Output.Length > 10_000, "the twin was shown");
        Assert.Equal(Lines(before.Output), Lines(after.Output));
    }

    [Fact]
    public async Task A_word_of_a_name_means_a_twin_and_a_fact_held_once_is_told_so()
    {
        using var folder = new TemporaryFolder();
        var store = folder.File("store");
        await OntotwinCommand.RunAsync("ingest", "--input", "samples/hl7v2/a-adt-a04.hl7", "samples/hl7v2/a-oru-potassium.hl7", "--store", store);
        await OntotwinCommand.RunAsync("ingest", "--input", "samples", "--store", store);
        Assert.Equal(0, (await OntotwinCommand.RunAsync("show", "--store", store, "--twin", "aigner")).ExitCode);
        Assert.Contains("OT8005", (await OntotwinCommand.RunAsync("show", "--store", store, "--twin", "Aign")).Error, StringComparison.Ordinal);
        var once = await OntotwinCommand.RunAsync("explain", "--store", store, "--twin", "Anna", "--fact", "* value 5.4");
        Assert.Equal(1, once.ExitCode);
        var hint = Regex.Match(once.Error, "--known-at (\\S+)");
        Assert.True(hint.Success, once.Error);
        Assert.Contains("5.4", (await OntotwinCommand.RunAsync("explain", "--store", store, "--twin", "Anna", "--fact", "* value 5.4", "--known-at", hint.Groups[1].Value)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_proof_of_a_stored_twin_ends_at_bytes_and_no_IRI_holds_an_identifier()
    {
        using var folder = new TemporaryFolder();
        var store = folder.File("store");
        await OntotwinCommand.RunAsync("ingest", "--input", "samples", "--store", store);
        var reason = await OntotwinCommand.RunAsync("reason", "--store", store);
        Assert.Contains("ckd.bp.rasi.start", reason.Output, StringComparison.Ordinal);
        var again = await OntotwinCommand.RunAsync("reason", "--store", store);
        Assert.DoesNotContain("→", again.Output, StringComparison.Ordinal);
        var explained = await OntotwinCommand.RunAsync("explain", "--store", store, "--twin", "70010451", "--recommendation", "rasi.start", "--to", "json");
        Assert.Equal(0, explained.ExitCode);
        using var json = JsonDocument.Parse(explained.Output);
        Assert.Equal("in", json.RootElement.GetProperty("status").GetString());
        Assert.Contains("\"start\": 737", explained.Output, StringComparison.Ordinal);
        var facts = await OntotwinCommand.RunAsync("map", "--input", "samples");
        Assert.DoesNotContain("70010451>", facts.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(facts.Output.Split('\n'), l => l.Split(' ')[0].Contains("70010451", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_tutorials_way_from_an_own_CSV_to_facts_works_as_drafted()
    {
        using var folder = new TemporaryFolder();
        var csv = folder.File("weights.csv");
        await File.WriteAllTextAsync(csv, "patient,day,kg,steps\nA-1,2026-10-01,81.2,4000\nA-1,2026-10-02,80.9,5200\nA-2,2026-10-01,64,n/a\n", TestContext.Current.CancellationToken);
        var draft = await OntotwinCommand.RunAsync("infer", "csv", csv);
        Assert.Equal(0, draft.ExitCode);
        var map = folder.File("weights.twin");
        await File.WriteAllTextAsync(map, draft.Output, TestContext.Current.CancellationToken);
        var check = await OntotwinCommand.RunAsync("check", map);
        Assert.Equal("", check.Error);
        var lifted = await OntotwinCommand.RunAsync("map", "--with", map, "--input", csv);
        Assert.Equal(0, lifted.ExitCode);
        Assert.Contains("\"81.2\"^^<http://www.w3.org/2001/XMLSchema#decimal>", lifted.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_of_a_message_are_read_as_the_reference_reader_reads_them()
    {
        var file = SharedData.Require("dev", "hl7v2", "ms-fhir-converter", "ADT-A01-01.hl7");
        var (exit, output, _) = await OntotwinCommand.RunAsync("read", "--to", "leaves", file);
        Assert.Equal(0, exit);
        Assert.Contains("MSH(0)-9(0).1.1\tADT", output, StringComparison.Ordinal);
    }

    // Transaction times differ between runs; what is held and why must not.
    private static IEnumerable<string> Lines(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        return [.. parsed.RootElement.EnumerateArray().Select(e => e.GetRawText()).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Reading_with_validate_tells_what_is_against_R4_at_its_bytes_and_is_no_success()
    {
        using var folder = new TemporaryFolder();
        var (wrong, right) = (folder.File("wrong.ndjson"), folder.File("right.json"));
        await File.WriteAllTextAsync(wrong, "{\"resourceType\":\"Patient\",\"id\":\"1\"}\n{\"resourceType\":\"Patient\",\"gender\":\"Mme Curie\"}\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(right, "{\"resourceType\":\"Patient\",\"gender\":\"female\"}", TestContext.Current.CancellationToken);
        var (exit, output, error) = await OntotwinCommand.RunAsync("read", "--validate", wrong);
        Assert.Equal(1, exit);
        Assert.Contains("error OT3409 " + wrong + " gender bytes 72–81", output, StringComparison.Ordinal);
        Assert.Contains("2 records of FHIR, 1 with something against R4", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Curie", output + error, StringComparison.Ordinal);
        Assert.Equal((0, "1 records of FHIR, 0 with something against R4"), await OntotwinCommand.RunAsync("read", "--validate", right) is var (code, told, _) ? (code, told.Trim()) : default);
    }

    [Fact]
    public async Task Validation_counts_lines_that_could_not_be_read_and_names_line_and_element()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("p.ndjson");
        await File.WriteAllTextAsync(file, "{\"resourceType\":\"Patient\",\"id\":\"1\"}\n{\"resourceType\":\n\n{\"resourceType\":\"Patient\",\"name\":[{\"givn\":[\"x\"]}]}\n", TestContext.Current.CancellationToken);
        var (exit, output, error) = await OntotwinCommand.RunAsync("read", "--validate", file);
        Assert.Equal(1, exit);
        Assert.Contains("line 4: error OT3409 " + file + " name[1].givn[1] bytes", output, StringComparison.Ordinal);
        Assert.Contains("3 records of FHIR, 1 with something against R4, 1 that could not be read", output, StringComparison.Ordinal);
        Assert.Contains("line 2: error OT3401", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_rejects_is_done_unless_it_is_strict()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("broken.json");
        await File.WriteAllTextAsync(file, "{\"a\": 1,, }", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await OntotwinCommand.RunAsync("read", file)).ExitCode);
        Assert.Equal(1, (await OntotwinCommand.RunAsync("read", "--strict", file)).ExitCode);
        await File.WriteAllTextAsync(file, "{\"a\": 1}", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await OntotwinCommand.RunAsync("read", "--strict", file)).ExitCode);
        Assert.Equal(1, (await OntotwinCommand.RunAsync("read", folder.File("not-there.json"))).ExitCode);
    }

    [Fact]
    public async Task Reading_with_extract_writes_what_is_embedded_and_tells_its_place_and_hash()
    {
        using var folder = new TemporaryFolder();
        var (message, resource, target) = (folder.File("m.hl7"), folder.File("d.json"), folder.File("out"));
        await File.WriteAllTextAsync(message, "MSH|^~\\&|A||||||ORU^R01|1|P|2.5.1\rOBX|1|ED|R||L^application^pdf^Base64^JVBERi0x\r\nLjQK||||||F\rOBX|2|ED|R||L^AP^../../x^Base64^QUJD*||||||F\r", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(resource, "{\"resourceType\":\"Binary\",\"contentType\":\"text/plain\",\"data\":\"QUJD\"}", TestContext.Current.CancellationToken);
        var (exit, output, error) = await OntotwinCommand.RunAsync("read", "--extract", target, message, resource);
        Assert.Equal(1, exit);
        Assert.Contains("OT3004", error, StringComparison.Ordinal);
        Assert.Contains("OBX[1]-5 ", output, StringComparison.Ordinal);
        Assert.Contains("application/pdf\t9 bytes\tsha256 e5c62df5dab5c87b6a015ef3d43597074d1eec433b15f51aec63b8582d0e4ab4", output, StringComparison.Ordinal);
        Assert.Equal("%PDF-1.4\n", await File.ReadAllTextAsync(Path.Combine(target, "m.hl7.1.1.pdf"), TestContext.Current.CancellationToken));
        Assert.Equal(["m.hl7.1.1.pdf"], Directory.GetFiles(target).Select(Path.GetFileName).Where(f => f!.StartsWith('m')));
        var attachment = Assert.Single(Directory.GetFiles(target), f => Path.GetFileName(f).StartsWith('d'));
        Assert.Equal("ABC", await File.ReadAllTextAsync(attachment, TestContext.Current.CancellationToken));
    }
}
