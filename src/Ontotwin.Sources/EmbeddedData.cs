using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Ontotwin.Sources.Fhir;
using Ontotwin.Sources.Hl7v2;
using Ontotwin.Sources.Hl7v2.Parsing;
using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>
/// Data embedded in a record: ED of HL7 v2 in base64 or hexadecimal digits (also wrapped over several lines) and attachments of FHIR in base64. They are decoded piece by piece from the
/// document's own bytes, so that a document of any size is never a text in memory. HL7 v2.5.1 2.A.24: Data of an ED whose Encoding (ED.4, table 0299) is <c>Base64</c> or <c>Hex</c>; FHIR R4
/// 2.24.0.10: <c>Attachment.data</c>.
/// </summary>
public static class EmbeddedData
{
    private const int PieceBytes = 1 << 16, LongestEscape = 64;

    /// <summary>Whether a field is an ED of HL7 v2 whose Encoding says Base64 or Hex, or an attachment of FHIR with data.</summary>
    public static bool IsIn(Field field) => field.Record switch
    {
        Hl7v2Record message => message.KindOf(field.Node) == NodeKind.Field && IsEncoding(field.First("4").Utf8) && !field.First("5").IsAbsent,
        FhirRecord => field.First("data") is { State: FieldState.Value, IsGroup: false } && !field.First("contentType").IsAbsent,
        _ => false,
    };

    /// <summary>Whether a text is what ED.4 says of data that are encoded: <c>Base64</c> or <c>Hex</c> (HL7 table 0299), in letters of any case.</summary>
    public static bool IsEncoding(ReadOnlySpan<byte> text) => Ascii.EqualsIgnoreCase(text, "Base64"u8) || Ascii.EqualsIgnoreCase(text, "Hex"u8);

    /// <summary>All of a record, in document order. O(nodes).</summary>
    public static IEnumerable<Field> In(SourceRecord record)
    {
        if (record is not (Hl7v2Record or FhirRecord)) { yield break; }
        for (var node = 0; node < record.NodeCount; node++)
        {
            if (IsIn(record.FieldAt(node))) { yield return record.FieldAt(node); }
        }
    }

    /// <summary>What kind of data a field says that it has: <c>application/pdf</c> (FHIR, or ED.2 and ED.3 where these make a media type), else its words (<c>AP PDF</c>).</summary>
    public static string TypeOf(Field field)
    {
        if (field.Record is FhirRecord) { return field.First("contentType").Text; }
        var (type, subtype) = (field.First("2").Text, field.First("3").Text);
        // HL7 table 0191 has MIME's own types beside older words.
        return type.ToLowerInvariant() is "application" or "audio" or "image" or "text" or "video" or "model" or "multipart" && subtype.Length > 0 ? $"{type}/{subtype}".ToLowerInvariant() : $"{type} {subtype}".Trim();
    }

    /// <summary>
    /// Writes what the base64 or the hexadecimal digits of a field say. Blanks and line breaks between them are passed over, also such as HL7 v2 escapes (<c>\.br\</c>, <c>\X0D0A\</c>).
    /// False with a diagnostic where something else stands in it (OT3004), or where it has more than a limit (OT3005): then what was before it has been written.
    /// </summary>
    /// <param name="field">The ED or attachment, or the field that holds the data themselves.</param>
    /// <param name="target">Where the bytes go; stays open.</param>
    /// <param name="bytes">How many were written.</param>
    /// <param name="problem">What is wrong; null where nothing is.</param>
    /// <param name="maxBytes">The most that are taken.</param>
    public static bool TryCopy(Field field, Stream target, out long bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Diagnostic? problem, long maxBytes = EmbeddedLimits.MaxBytes)
    {
        ArgumentNullException.ThrowIfNull(target);
        bytes = 0;
        problem = null;
        var data = DataOf(field);
        var (message, isHex) = (data.Record as Hl7v2Record, IsHex(data));
        var written = message is null ? data.Utf8 : message.WrittenOf(data.Node);
        var (piece, decoded) = (ArrayPool<byte>.Shared.Rent(PieceBytes), ArrayPool<byte>.Shared.Rent(PieceBytes));
        try
        {
            var held = 0;
            for (var isLast = false; !isLast;)
            {
                if (!written.IsEmpty && Passed(written, message?.Escape ?? 0) is > 0 and var passed) { written = written[passed..]; continue; }
                isLast = written.IsEmpty;
                if (!isLast && held < PieceBytes)
                {
                    piece[held++] = written[0];
                    written = written[1..];
                    continue;
                }
                var status = isHex ? Convert.FromHexString(piece.AsSpan(0, held), decoded, out var used, out var count)
                    : Base64.DecodeFromUtf8(piece.AsSpan(0, held), decoded, out used, out count, isFinalBlock: isLast);
                if (bytes + count > maxBytes) { problem = Told("OT3005", data, $"the embedded data are larger than {maxBytes >> 20} MiB"); return false; }
                target.Write(decoded, 0, count);
                bytes += count;
                if (status is not (OperationStatus.Done or OperationStatus.NeedMoreData)) { held = 1; break; }
                piece.AsSpan(used, held - used).CopyTo(piece);
                held -= used;
            }
            problem = held == 0 ? null : Told("OT3004", data, $"the embedded data are no {(isHex ? "hexadecimal digits" : "base64")}, or are cut");
            return problem is null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
            ArrayPool<byte>.Shared.Return(decoded);
        }
    }

    private static Field DataOf(Field field) => field.Record switch
    {
        Hl7v2Record when field.First("5") is { IsAbsent: false } part => part,
        FhirRecord when field.First("data") is { IsAbsent: false } data => data,
        _ => field,
    };

    private static Diagnostic Told(string code, Field data, string message) => new(code, Severity.Error, message) { Place = data.Place };

    // Whether the ED that the data are a component of says so.
    private static bool IsHex(Field data) => data.Record is Hl7v2Record message && data.Name == "5" && message.KindOf(data.Node) == NodeKind.Component && Ascii.EqualsIgnoreCase(data.Parent.First("4").Utf8, "Hex"u8);

    // Bytes at the start that are no data and mean nothing: blanks, and escapes of HL7 v2 that stand for blanks.
    private static int Passed(ReadOnlySpan<byte> written, byte escape)
    {
        if (IsBlank(written[0])) { return 1; }
        if (escape == 0 || written[0] != escape) { return 0; }
        var length = written[1..Math.Min(written.Length, LongestEscape)].IndexOf(escape);
        return length > 0 && IsBlank(written.Slice(1, length)) ? length + 2 : 0;
    }

    private static bool IsBlank(ReadOnlySpan<byte> escaped)
    {
        if (escaped[0] != 'X') { return escaped.SequenceEqual(".br"u8) || escaped.SequenceEqual(".sp"u8); }
        Span<byte> bytes = stackalloc byte[LongestEscape];
        if (Convert.FromHexString(escaped[1..], bytes, out _, out var count) != OperationStatus.Done) { return false; }
        foreach (var each in bytes[..count])
        {
            if (!IsBlank(each)) { return false; }
        }
        return count > 0;
    }

    private static bool IsBlank(byte each) => each is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
