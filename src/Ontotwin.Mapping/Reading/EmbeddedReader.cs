using System.Security.Cryptography;
using Ontotwin.Mapping.Plan;
using Ontotwin.Sources;

namespace Ontotwin.Mapping.Reading;

/// <summary>What can be said of embedded data without keeping them: how many bytes they are, and their SHA-256.</summary>
internal static class EmbeddedReader
{
    /// <summary><c>dataSize(x)</c>.</summary>
    public static Value Size(Frame frame, Value value) => !HasData(value) ? Value.Absent : Read(frame, value, Stream.Null) is { } bytes ? Value.OfNumber(bytes, value.Field) : Value.Unreadable(value.Field);

    /// <summary><c>dataHash(x)</c>.</summary>
    public static Value Hash(Frame frame, Value value)
    {
        if (!HasData(value)) { return Value.Absent; }
        using var hash = SHA256.Create();
        using var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write);
        if (Read(frame, value, stream) is null) { return Value.Unreadable(value.Field); }
        stream.FlushFinalBlock();
        return Value.OfText(Convert.ToHexStringLower(hash.Hash!), value.Field);
    }

    // An attachment that only refers to its data has none, nor has a composite of another kind.
    private static bool HasData(Value value) => value.Kind == ValueKind.Field && (EmbeddedData.IsIn(value.Field) || value.Field.Record!.FirstChild(value.Field.Node, null) is var child && (child < 0 || child == value.Field.Node));

    private static long? Read(Frame frame, Value value, Stream target)
    {
        value.Field.MarkRead();
        if (EmbeddedData.TryCopy(value.Field, target, out var bytes, out var problem)) { return bytes; }
        frame.Report(problem.Code, value.Field, problem.Message);
        return null;
    }
}
