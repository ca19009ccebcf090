using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>
/// A record with the one that a key leads to in another document. The root's children are the record's own, then one that is called as the other document
/// and holds its fields; those whose names the record has not are also reached from the root itself. Each field knows its own document.
/// </summary>
public sealed class JoinedRecord : SourceRecord
{
    private readonly SourceRecord left;
    private readonly SourceRecord? right;
    private readonly string name;
    private readonly int split;

    /// <summary>A record and its partner.</summary>
    /// <param name="left">The record that was read.</param>
    /// <param name="right">What it meets; null when it meets none.</param>
    /// <param name="name">What the partner's fields are found under.</param>
    /// <param name="type">The record type (<see cref="SourceRecord.Type"/>) of the pair.</param>
    public JoinedRecord(SourceRecord left, SourceRecord? right, string name, string type)
        : base(left.Document, left.Format, type, left.Version, left.Number)
    {
        (this.left, this.right, this.name) = (left, right, name);
        split = left.NodeCount;
        MatchOf = left.MatchOf;
    }

    /// <inheritdoc/>
    public override ByteRange Bytes => left.Bytes;

    /// <inheritdoc/>
    public override int NodeCount => split + (right?.NodeCount ?? 0);

    /// <inheritdoc/>
    public override SourceDocument DocumentOf(int node) => node < split ? left.DocumentOf(node) : right!.DocumentOf(node - split);

    /// <inheritdoc/>
    public override string NameOf(int node) => node < split ? left.NameOf(node) : node == split ? name : right!.NameOf(node - split);

    /// <inheritdoc/>
    public override string WrittenNameOf(int node) => node < split ? left.WrittenNameOf(node) : node == split ? name : right!.WrittenNameOf(node - split);

    /// <inheritdoc/>
    public override FieldState StateOf(int node) => node < split ? left.StateOf(node) : right!.StateOf(node - split);

    /// <inheritdoc/>
    public override string TextOf(int node) => node < split ? left.TextOf(node) : right!.TextOf(node - split);

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Utf8Of(int node) => node < split ? left.Utf8Of(node) : right!.Utf8Of(node - split);

    /// <inheritdoc/>
    public override ByteRange BytesOf(int node) => node < split ? left.BytesOf(node) : right!.BytesOf(node - split);

    /// <inheritdoc/>
    public override string PathOf(int node) => node < split ? left.PathOf(node) : right!.PathOf(node - split);

    /// <inheritdoc/>
    public override int ParentOf(int node) => node < split ? left.ParentOf(node) : node == split ? 0 : split + right!.ParentOf(node - split);

    /// <inheritdoc/>
    public override int FirstChild(int node, string? name)
    {
        if (node >= split) { return OfRight(right!.FirstChild(node - split, name)); }
        var own = left.FirstChild(node, name);
        if (own >= 0 || node > 0 || right is null) { return own; }
        return name is null || name == this.name ? split : OfRight(right.FirstChild(0, name));
    }

    /// <inheritdoc/>
    public override int NextSibling(int node, string? name)
    {
        if (node == split) { return -1; }
        if (node > split) { return OfRight(right!.NextSibling(node - split, name)); }
        var own = left.NextSibling(node, name);
        return own < 0 && name is null && right is not null && left.ParentOf(node) == 0 ? split : own;
    }

    private int OfRight(int node) => node < 0 ? -1 : node + split;
}
