using System.CommandLine;
using System.Xml;
using Ontotwin.Cli.Output;
using Ontotwin.Durability;
using Ontotwin.Engine;
using Ontotwin.Language;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>test FILE…</c>: runs the <c>test</c> blocks.</summary>
internal static class TestVerb
{
    public static Command Create()
    {
        var files = new Argument<string[]>("files") { Description = ".twin files and folders", Arity = ArgumentArity.OneOrMore };
        var junit = new Option<string?>("--junit") { Description = "file for a JUnit report" };
        var (ontology, json) = (CommonOptions.Ontology(), CommonOptions.Json());
        var command = new Command("test", "runs the test blocks of .twin files") { files, junit, ontology, json };
        command.SetAction(parsed => Run(parsed.GetValue(files)!, parsed.GetValue(ontology), parsed.GetValue(junit), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string[] files, string? ontology, string? junit, bool json)
    {
        if (Home.LoadProgram(files, ontology) is not { } program) { return ExitCode.Input; }
        var results = TestBlocks.Run(program, Reasoners.Causal(program));
        if (json) { Terminal.WriteJson(results.Select(r => new { test = r.Test.Name, module = r.Test.Module.Name, passed = r.Failures.Count == 0, failures = r.Failures })); }
        else { Print(results); }
        if (junit is not null) { WriteJUnit(junit, results); }
        return results.All(r => r.Failures.Count == 0) ? ExitCode.Done : ExitCode.Input;
    }

    private static void Print(IReadOnlyList<TestResult> results)
    {
        foreach (var result in results.Where(r => r.Failures.Count > 0))
        {
            Terminal.Line($"failed {result.Test.Span.File}:{result.Test.Span.Start.Line} \"{result.Test.Name}\"");
            foreach (var failure in result.Failures) { Terminal.Line("  " + failure); }
        }
        Terminal.Line($"{results.Count(r => r.Failures.Count == 0)} passed, {results.Count(r => r.Failures.Count > 0)} failed");
    }

    private static void WriteJUnit(string path, IReadOnlyList<TestResult> results)
    {
        using var file = AtomicFile.Create(path);
        using (var xml = XmlWriter.Create(file.Stream, new XmlWriterSettings { Indent = true }))
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", "ontotwin");
            foreach (var result in results)
            {
                xml.WriteStartElement("testcase");
                xml.WriteAttributeString("classname", result.Test.Module.Name);
                xml.WriteAttributeString("name", result.Test.Name);
                foreach (var failure in result.Failures) { xml.WriteElementString("failure", failure); }
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        file.Commit();
    }
}
