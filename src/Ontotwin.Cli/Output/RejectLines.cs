using System.Text.Json;
using Ontotwin.Graph;
using Ontotwin.Mapping;

namespace Ontotwin.Cli.Output;

/// <summary>Rejects as JSON lines: places and reasons, never a value.</summary>
internal static class RejectLines
{
    private static readonly byte[] LineEnd = [(byte)'\n'];

    public static void Write(Stream? output, Reject reject)
    {
        if (output is not null) { Write(output, reject.Place.Document, new KeptReject(reject.Place.Path, reject.Place.Bytes, reject.Rule, reject.Code, reject.Reason)); }
    }

    public static void Write(Stream output, string document, KeptReject reject)
    {
        JsonSerializer.Serialize(output, new
        {
            document,
            path = reject.Path,
            start = reject.Bytes.Start,
            end = reject.Bytes.End,
            rule = reject.Rule,
            code = reject.Code,
            reason = reject.Reason,
        });
        output.Write(LineEnd);
    }
}
