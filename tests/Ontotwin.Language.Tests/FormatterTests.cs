using CsCheck;
using Ontotwin.Language.Formatting;
using Ontotwin.Language.Syntax;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Language.Tests;

public class FormatterTests
{
    public static TheoryData<string> Shipped => [.. Texts.ShippedFiles.Select(f => Path.GetRelativePath(Repository.Root, f))];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_shipped_file_means_the_same_formatted_and_formatting_twice_is_formatting_once(string file) => Holds(File.ReadAllText(Repository.PathOf(file)));

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_shipped_file_is_formatted(string file)
    {
        var text = File.ReadAllText(Repository.PathOf(file));
        Assert.True(Format(text) == text, $"run: ontotwin fmt {file}");
    }

    [Fact]
    public void Arrows_stay_below_each_other_where_they_were_begun_so()
    {
        const string Map = "map a from fhir \"4.0.1\" Patient {\n  node n : Patient key (id) {\n";
        Assert.Equal(Map + "    birthDate <- a\n    sex       <- b\n\n    race <- c\n    x <- d\n  }\n}\n", Format(Map + "birthDate <- a\nsex   <- b\n\nrace <- c\nx <- d\n}}"));
    }

    [Fact]
    public void So_does_every_example_of_the_manual() => Assert.All(Texts.Examples, Holds);

    // Blanks, line ends, comments and semicolons at random places of the shipped files' statements.
    [Fact]
    public void So_does_any_text_with_other_blanks_and_comments()
    {
        var items = Texts.ShippedFiles.Select(File.ReadAllText).Concat(Texts.Examples).SelectMany(Texts.Words).Where(w => w.Count is > 2 and < 400).ToList();
        string[] blank = [" ", " ", " ", " ", "  ", "\n", "\r\n", "\n\n\n", "\t", " // a remark \n", "\n  // \"another\" { ; }\r\n", "\r"];
        Gen.Select(Gen.Int[0, items.Count - 1], Gen.Int[0, blank.Length - 1].Select(i => blank[i]).Array[400]).Sample(
            (item, blanks) =>
            {
                var words = items[item];
                var text = string.Concat(words.Select((w, i) => w + blanks[i % blanks.Length]));
                if (TwinFormatter.Format("made.twin", text).IsOk) { Holds(text); }
            },
            iter: 1000);
    }

    [Fact]
    public void Long_statements_break_at_clauses_and_operators()
    {
        var long1 = string.Join(" and ", Enumerable.Range(0, 30).Select(i => $"has Condition{i}"));
        var text = Format($"guideline g version 1 {{ rule r {{ when {long1} }} }}");
        Assert.All(text.Split('\n'), l => Assert.True(l.Length <= Limits.MaxLineChars, l));
        Assert.Contains("\n      and has Condition", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_reads_as_people_write_it() => Assert.Equal(
        """
        map a from csv "x.csv" { delimiter ";" } (id text, `Heart rate` int?) {
          // what it is
          node n : Patient key (authority(site.authority), id, x.OBX-4.1?) when exists(id) { givenName <- each id as text }  // said
          for g in r/ORDER_OBSERVATION {
            node o : LabResult key (n, g.OBX-3[.7 = "L"].first) {
              value <- g.OBX-5 ?? -1 - 2 as quantity in 'mg/dL' check -5 .. 10 else quarantine
              on g.OBX-11 ?? "F" ordered by MSH-7? { "F", "P" -> assert; "C" -> replace; other -> quarantine }
            }
          }
        }

        """,
        Format("map a   from csv \"x.csv\"{delimiter \";\";}(id text,`Heart rate` int ?){\r\n// what it is\r\nnode n:Patient key(authority ( site . authority ),id,x.OBX-4.1 ?)when exists(id){givenName<-each id as text;}// said\r\n"
            + "for g in r/ORDER_OBSERVATION{node o:LabResult key(n,g.OBX-3 [ .7=\"L\" ] .first){value<-g.OBX-5??-1 - 2 as quantity in 'mg/dL' check - 5..10 else quarantine;\non g.OBX-11??\"F\" ordered by MSH-7?{\"F\",\"P\"->assert;\"C\"->replace;other->quarantine}}}}"));

    [Fact]
    public void A_semicolon_that_matters_stays()
    {
        // Without it, the second line would be the window of the first.
        var text = Format("score S cite \"x\" {\n  input a = has CKD;\n  within 24 'h';\n  value = a\n}\n");
        Assert.Contains("has CKD;", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_with_errors_is_left_alone_with_its_diagnostics()
    {
        var outcome = TwinFormatter.Format("broken.twin", "map a from { }");
        Assert.False(outcome.IsOk);
        Assert.Contains(outcome.Diagnostics, d => d.Code == "OT1001" && d.Severity == Severity.Error);
    }

    [Fact]
    public void Empty_and_remark_only_texts_are_formatted()
    {
        Assert.Equal("", Format("\uFEFF \r\n"));
        Assert.Equal("// a\n\n// b\n", Format("// a   \r\n\r\n\r\n// b"));
    }

    [Fact]
    public void A_line_of_any_length_is_formatted_in_time()
    {
        var text = Format("function f(x) = x in (" + string.Join(", ", Enumerable.Repeat("\"a code\"", 20_000)) + ")");
        Assert.All(text.Split('\n'), l => Assert.True(l.Length <= Limits.MaxLineChars));
    }

    [Theory]
    [InlineData("not ")]
    [InlineData("- ")]
    [InlineData("if ")]
    [InlineData("x ^ ")]
    [InlineData("x + ")]
    [InlineData("(")]
    public void Nothing_is_nested_so_deep_that_the_stack_overflows(string part)
    {
        var text = "function f(x) = " + string.Concat(Enumerable.Repeat(part, 100_000)) + "x";
        var outcome = TwinFormatter.Format("deep.twin", text);
        Assert.False(outcome.IsOk);
        Assert.Contains(outcome.Diagnostics, d => d.Code is "OT1001" or "OT1002");
    }

    private static string Format(string text)
    {
        var outcome = TwinFormatter.Format("made.twin", text);
        Assert.True(outcome.IsOk, string.Join('\n', outcome.Diagnostics));
        return outcome.Value!;
    }

    private static void Holds(string text)
    {
        var once = Format(text);
        Assert.DoesNotContain('\r', once);
        Assert.Equal(SyntaxShape.Of(SyntaxFile.Parse("a.twin", text).File!), SyntaxShape.Of(SyntaxFile.Parse("a.twin", once).File!));
        Assert.Equal(once, Format(once));
        Assert.All(once.Split('\n'), l => Assert.Equal(l.TrimEnd(), l));
    }
}
