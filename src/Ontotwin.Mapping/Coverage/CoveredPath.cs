using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Coverage;

/// <summary>One path of a kind of source, with what was counted of it over all records.</summary>
internal sealed class CoveredPath(string name, CoveredPath? parent)
{
    private Dictionary<string, CoveredPath>? children;
    private string? last;
    private string? lastUnread;

    public string Name => name;

    public CoveredPath? Parent => parent;

    public IEnumerable<CoveredPath> Children => children is null ? [] : children.Values.OrderBy(c => c.Name.Length > 0 && char.IsAsciiDigit(c.Name[0]) ? c.Name.PadLeft(6, '0') : c.Name, StringComparer.Ordinal);

    /// <summary>Whether resources lie in it, which are counted by themselves: it is told by its other parts only.</summary>
    public bool HoldsResources { get; set; }

    /// <summary>Fields with a value, their parts not counted.</summary>
    public long Fields { get; private set; }

    /// <summary>Documents with such a field.</summary>
    public long Documents { get; private set; }

    /// <summary>The first of them.</summary>
    public SourcePlace First { get; private set; }

    /// <summary>Values: fields that have no parts.</summary>
    public long Values { get; private set; }

    /// <summary>Values that were read.</summary>
    public long Reads { get; private set; }

    /// <summary>Documents with a value that was not read.</summary>
    public long UnreadDocuments { get; private set; }

    /// <summary>The first value that was not read.</summary>
    public SourcePlace FirstUnread { get; private set; }

    /// <summary>Facts and identifiers that came of it.</summary>
    public long Facts { get; set; }

    public CoveredPath? Find(string child) => children?.GetValueOrDefault(child);

    public CoveredPath Make(string child)
    {
        children ??= new(StringComparer.Ordinal);
        var made = new CoveredPath(child, this);
        children.Add(child, made);
        return made;
    }

    public void AddField(Field field)
    {
        if (Fields++ == 0) { First = field.Place; }
        if (ReferenceEquals(last, field.Record!.Document.Name)) { return; }
        last = field.Record.Document.Name;
        Documents++;
    }

    public void AddValue(Field field, bool isRead)
    {
        Values++;
        if (isRead) { Reads++; return; }
        if (Values - Reads == 1) { FirstUnread = field.Place; }
        if (ReferenceEquals(lastUnread, field.Record!.Document.Name)) { return; }
        lastUnread = field.Record.Document.Name;
        UnreadDocuments++;
    }

    /// <summary>This path and all below it.</summary>
    public IEnumerable<CoveredPath> All() => (children?.Values.SelectMany(c => c.All()) ?? []).Prepend(this);

    /// <summary>Values, reads and facts of this path and all below it.</summary>
    public (long Values, long Reads, long Facts) Sum()
    {
        var sum = (Values, Reads, Facts);
        foreach (var child in children?.Values.AsEnumerable() ?? [])
        {
            var below = child.Sum();
            sum = (sum.Values + below.Values, sum.Reads + below.Reads, sum.Facts + below.Facts);
        }
        return sum;
    }
}
