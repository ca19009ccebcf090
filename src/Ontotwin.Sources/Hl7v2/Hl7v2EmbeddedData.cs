using System.Buffers;
using System.Buffers.Text;

namespace Ontotwin.Sources.Hl7v2;

/// <summary>
/// Data embedded in a message as base64 (ED.5, RP; also in OBX-5 wrapped over several lines), decoded piece by piece from the message's own bytes, so that a document
/// of any size is never a text in memory. HL7 v2.5.1 2.A.24: Data of an ED whose Encoding (ED.4) is <c>Base64</c>.
/// </summary>
public static class Hl7v2EmbeddedData
{
    private const int PieceBytes = 1 << 16;

    /// <summary>Whether a field is an ED whose Encoding says Base64.</summary>
    public static bool IsBase64(Field data) => data.Record is Hl7v2Record && data.First("4").Text.Equals("Base64", StringComparison.OrdinalIgnoreCase) && !data.First("5").IsAbsent;

    /// <summary>
    /// Writes what the base64 of a field or component says. Blanks and line breaks between its characters are passed over, as is an escaped line break
    /// (<c>\.br\</c>). Gives false where something else stands in it: then what was before it has been written.
    /// </summary>
    /// <param name="data">The component with the base64 (ED.5), or an ED as a whole.</param>
    /// <param name="target">Where the bytes go; stays open.</param>
    /// <exception cref="ArgumentException">The field belongs to no HL7 v2 record.</exception>
    public static bool CopyTo(Field data, Stream target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (data.Record is not Hl7v2Record record) { throw new ArgumentException("not a field of an HL7 v2 record", nameof(data)); }
        var written = record.WrittenOf(data.First("5") is { IsAbsent: false } part ? part.Node : data.Node);
        var (piece, decoded) = (ArrayPool<byte>.Shared.Rent(PieceBytes), ArrayPool<byte>.Shared.Rent(PieceBytes));
        try
        {
            var held = 0;
            while (!written.IsEmpty)
            {
                if (Passed(written) is > 0 and var passed) { written = written[passed..]; continue; }
                piece[held++] = written[0];
                written = written[1..];
                if (held < PieceBytes && !written.IsEmpty) { continue; }
                var status = Base64.DecodeFromUtf8(piece.AsSpan(0, held), decoded, out var used, out var count, isFinalBlock: written.IsEmpty);
                target.Write(decoded, 0, count);
                if (status is not (OperationStatus.Done or OperationStatus.NeedMoreData)) { return false; }
                piece.AsSpan(used, held - used).CopyTo(piece);
                held -= used;
            }
            return held == 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
            ArrayPool<byte>.Shared.Return(decoded);
        }
    }

    // Bytes at the start that are not base64 and mean nothing.
    private static int Passed(ReadOnlySpan<byte> written) => written[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' ? 1 : written.StartsWith("\\.br\\"u8) ? 5 : 0;
}
