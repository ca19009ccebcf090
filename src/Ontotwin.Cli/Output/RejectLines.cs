using System.Text.Json;
using Ontotwin.Mapping;

namespace Ontotwin.Cli.Output;

/// <summary>Rejects as JSON lines: places and reasons, never a value.</summary>
internal static class RejectLines
{
    private static readonly byte[] LineEnd = [(byte)'\n'];

    public static void Write(Stream? output, Reject reject)
    {
        if (output is null) { return; }
        JsonSerializer.Serialize(output, new
        {
            document = reject.Place.Document,
            path = reject.Place.Path,
            start = reject.Place.Bytes.Start,
            end = reject.Place.Bytes.End,
            rule = reject.Rule,
            code = reject.Code,
            reason = reject.Reason,
        });
        output.Write(LineEnd);
    }
}
