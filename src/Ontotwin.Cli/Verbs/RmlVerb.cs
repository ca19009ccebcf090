using System.CommandLine;
using System.Globalization;
using Ontotwin.Cli.Output;
using Ontotwin.Durability;
using Ontotwin.Mapping.Rml;

namespace Ontotwin.Cli.Verbs;

/// <summary><c>rml MAPPING.ttl</c>: runs an RML mapping over CSV, JSON and XML files.</summary>
internal static class RmlVerb
{
    public static Command Create()
    {
        var mapping = new Argument<string>("mapping") { Description = "the mapping, in Turtle" };
        var baseIri = new Option<string?>("--base") { Description = "what IRIs made of values are relative to; by default the mapping's @base" };
        var output = new Option<string?>("--out") { Description = "file to write; by default standard output" };
        var datatypes = new Option<string>("--datatypes") { Description = "of JSON numbers and booleans without rml:datatype: natural, none, or auto (natural in the new vocabulary)", DefaultValueFactory = _ => "auto" };
        var repeat = new Option<int>("--repeat") { Description = "runs the mapping so many times, the last into the output: for measuring", DefaultValueFactory = _ => 1, Hidden = true };
        var command = new Command("rml", "runs an RML mapping (kg-construct vocabulary, old and new)") { mapping, baseIri, output, datatypes, repeat };
        command.SetAction(parsed => Run(parsed.GetValue(mapping)!, OptionsOf(parsed.GetValue(mapping)!, parsed.GetValue(baseIri), parsed.GetValue(datatypes)!), parsed.GetValue(output), parsed.GetValue(repeat)));
        return command;
    }

    private static RmlOptions OptionsOf(string mapping, string? baseIri, string datatypes) => new()
    {
        BaseIri = baseIri,
        MappingFolder = Path.GetDirectoryName(Path.GetFullPath(mapping))!,
        WorkingFolder = Directory.GetCurrentDirectory(),
        HasNaturalDatatypes = datatypes switch { "natural" => true, "none" => false, "auto" => null, _ => throw new UsageException($"'{datatypes}' is none of natural, none and auto") },
        OpenTarget = OpenTarget,
    };

    // A target's folder may be new, as its file is.
    private static FileStream OpenTarget(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
    }

    private static int Run(string mapping, RmlOptions options, string? output, int repeat)
    {
        var read = RmlMapping.Parse(File.ReadAllText(mapping), mapping);
        Terminal.Diagnostics(read.Diagnostics);
        if (!read.IsOk) { return ExitCode.Input; }
        for (var i = 1; i < repeat; i++) { Measured(read.Value, options, Stream.Null); }
        using var file = output is null ? null : AtomicFile.Create(output);
        using var stream = file is null ? Console.OpenStandardOutput() : null;
        var report = Measured(read.Value, options, file?.Stream ?? stream!);
        file?.Commit();
        Terminal.Diagnostics(report.Diagnostics);
        return report.HasErrors ? ExitCode.Input : ExitCode.Done;
    }

    private static RmlReport Measured(RmlMapping mapping, RmlOptions options, Stream output)
    {
        var before = Environment.CpuUsage.TotalTime;
        var report = RmlEngine.Run(mapping, options, output);
        var seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        Terminal.Progress(string.Create(CultureInfo.InvariantCulture, $"{report.Rows} rows, {report.Statements} statements, {seconds:0.00} s of CPU time, peak memory {Environment.WorkingSet >> 20} MB"));
        return report;
    }
}
