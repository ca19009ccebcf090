using System.Buffers;
using System.Buffers.Text;
using Ontotwin.Sources.Fhir;
using Ontotwin.Sources.Hl7v2;
using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>
/// Data embedded in a record as base64: ED of HL7 v2 (also wrapped over several lines) and attachments of FHIR. They are decoded piece by piece from the document's own bytes, so that a
/// document of any size is never a text in memory. HL7 v2.5.1 2.A.24: Data of an ED whose Encoding (ED.4) is <c>Base64</c>; FHIR R4 2.24.0.10: <c>Attachment.data</c>.
/// </summary>
public static class EmbeddedData
{
    private const int PieceBytes = 1 << 16;

    /// <summary>Whether a field is an ED of HL7 v2 whose Encoding says Base64, or an attachment of FHIR with data.</summary>
    public static bool IsIn(Field field) => field.Record switch
    {
        Hl7v2Record => field.First("4").Text.Equals("Base64", StringComparison.OrdinalIgnoreCase) && !field.First("5").IsAbsent,
        FhirRecord => field.First("data") is { State: FieldState.Value, IsGroup: false } && !field.First("contentType").IsAbsent,
        _ => false,
    };

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
    /// Writes what the base64 of a field says. Blanks and line breaks between its characters are passed over, as is an escaped line break of HL7 v2 (<c>\.br\</c>).
    /// False with a diagnostic where something else stands in it (OT3004), or where it has more than a limit (OT3005): then what was before it has been written.
    /// </summary>
    /// <param name="field">The ED or attachment, or the field that holds the base64 itself.</param>
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
        var written = data.Record is Hl7v2Record message ? message.WrittenOf(data.Node) : data.Utf8;
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
                if (bytes + count > maxBytes) { problem = Told("OT3005", data, $"the embedded data are larger than {maxBytes >> 20} MiB"); return false; }
                target.Write(decoded, 0, count);
                bytes += count;
                if (status is not (OperationStatus.Done or OperationStatus.NeedMoreData)) { held = 1; break; }
                piece.AsSpan(used, held - used).CopyTo(piece);
                held -= used;
            }
            problem = held == 0 ? null : Told("OT3004", data, "the embedded data are no base64, or are cut");
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

    // Bytes at the start that are not base64 and mean nothing.
    private static int Passed(ReadOnlySpan<byte> written) => written[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' ? 1 : written.StartsWith("\\.br\\"u8) ? 5 : 0;
}
