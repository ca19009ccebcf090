using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Ontotwin.LanguageServer.Rpc;

/// <summary>Reads messages of the base protocol: header lines, an empty line, as many bytes as <c>Content-Length</c> says (LSP 3.17, "Base Protocol").</summary>
internal sealed class MessageReader(PipeReader input)
{
    private const string Length = "Content-Length:";

    /// <summary>The next message's body; empty for one that is longer than allowed, which is skipped; null at the end of the stream or when it is not the protocol.</summary>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellation)
    {
        var length = -1L;
        for (var headers = 0; headers <= Limits.MaxHeaders; headers++)
        {
            if (await ReadLineAsync(cancellation) is not { } line) { return null; }
            if (line.Length == 0) { return length < 0 ? null : await ReadBodyAsync(length, cancellation); }
            if (!line.StartsWith(Length, StringComparison.OrdinalIgnoreCase)) { continue; }
            if (!long.TryParse(line.AsSpan(Length.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out length)) { return null; }
        }
        return null;
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellation);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.ASCII.GetString(read.Buffer.Slice(0, end)).TrimEnd('\r');
                input.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }
            var isHopeless = read.IsCompleted || read.Buffer.Length > Limits.MaxHeaderBytes;
            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (isHopeless) { return null; }
        }
    }

    private async Task<byte[]?> ReadBodyAsync(long length, CancellationToken cancellation)
    {
        var isRefused = length > Limits.MaxMessageBytes;
        // Grows with what arrives, not with what the header promises.
        var body = new ArrayBufferWriter<byte>();
        for (var missing = length; missing > 0;)
        {
            var read = await input.ReadAsync(cancellation);
            var part = read.Buffer.Slice(0, Math.Min(missing, read.Buffer.Length));
            if (!isRefused)
            {
                foreach (var segment in part) { body.Write(segment.Span); }
            }
            missing -= part.Length;
            input.AdvanceTo(part.End);
            if (read.IsCompleted && missing > 0) { return null; }
        }
        return isRefused ? [] : body.WrittenSpan.ToArray();
    }
}
