using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Ontotwin.Sources;
using Ontotwin.Sources.Hl7v2;

namespace Ontotwin.Bench;

/// <summary>HL7 v2 beside HAPI in the same run, where <c>ONTOTWIN_PEERS</c> names the peers' tree and Java is installed: its own measuring of its own message.</summary>
internal static partial class HapiCases
{
    private const int Messages = 20_000;
    private static readonly string[] Fields = ["1", "2", "3-1", "3-2", "3-3", "5-1", "5-2", "6-1", "7", "8", "11", "14"];

    [GeneratedRegex(@"^(?<what>.*) \(no validation\)\t.*\t(?<perCpu>\d+) messages/CPU-s", RegexOptions.Multiline)]
    private static partial Regex Figure { get; }

    public static void Run()
    {
        if (Samples.Peer("hapi/message.hl7") is not { } file)
        {
            Measure.Line($"HAPI is left out: ONTOTWIN_PEERS names no folder of the peers");
            return;
        }
        var message = File.ReadAllBytes(file);
        var ours = new Dictionary<string, Cost>
        {
            ["PipeParser.parse"] = Measure.Best(() => Over(message, record => record.NodeCount)),
            ["parse + 84 Terser reads"] = Measure.Best(() => Over(message, ReadFields)),
        };
        foreach (Match figure in Figure.Matches(Hapi(Path.GetDirectoryName(file)!)))
        {
            if (!ours.TryGetValue(figure.Groups["what"].Value, out var cost)) { continue; }
            var (theirs, own) = (double.Parse(figure.Groups["perCpu"].Value, CultureInfo.InvariantCulture), Messages / cost.CpuSeconds);
            Measure.Line($"HL7 v2, {figure.Groups["what"].Value} / HAPI\n  HAPI {theirs:F0}, ours {own:F0} messages per CPU second ({cost.Result}), ratio {own / theirs:F1}");
        }
    }

    private static long Over(byte[] message, Func<SourceRecord, long> work)
    {
        var sum = 0L;
        for (var i = 0; i < Messages; i++)
        {
            foreach (var item in Hl7v2Reader.Read(new SourceDocument("bench.hl7", message))) { sum += work(item.Record!); }
        }
        return sum;
    }

    // The same twelve fields of each OBX by their path from the root.
    private static long ReadFields(SourceRecord record)
    {
        var characters = 0L;
        foreach (var observation in record.Root.First("PATIENT_RESULT").First("ORDER_OBSERVATION").All("OBSERVATION"))
        {
            var segment = observation.First("OBX");
            foreach (var path in Fields)
            {
                var dash = path.IndexOf('-', StringComparison.Ordinal);
                var field = dash < 0 ? segment.First(path) : segment.First(path[..dash]).First(path[(dash + 1)..]);
                characters += field.Text.Length;
            }
        }
        return characters;
    }

    private static string Hapi(string folder)
    {
        using var java = Process.Start(new ProcessStartInfo("java", ["-XX:+UseSerialGC", "-Xmx512m", "-cp", "lib/*", "src/main/java/Bench.java", "message.hl7", "20", "10"]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var text = java.StandardOutput.ReadToEnd();
        java.WaitForExit();
        return text;
    }
}
