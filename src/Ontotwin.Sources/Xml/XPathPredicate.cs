using System.Globalization;

namespace Ontotwin.Sources.Xml;

/// <summary>The node a predicate is asked about, and its place among those asked about.</summary>
internal readonly record struct XPathContext(XmlRecord Record, int Node, int Position, int Size);

/// <summary>A condition in brackets (XPath 1.0, section 2.4).</summary>
internal abstract class XPathPredicate
{
    public abstract bool Holds(XPathContext at);

    /// <summary>Whether it asks for the node's place among the others, and so cannot be told of one alone.</summary>
    public abstract bool AsksForPlace { get; }
}

/// <summary>One of them, or all of them.</summary>
internal sealed class JunctionPredicate(XPathPredicate[] parts, bool all) : XPathPredicate
{
    public override bool Holds(XPathContext at) => all ? Array.TrueForAll(parts, p => p.Holds(at)) : Array.Exists(parts, p => p.Holds(at));

    public override bool AsksForPlace => Array.Exists(parts, p => p.AsksForPlace);
}

/// <summary><c>not(…)</c></summary>
internal sealed class NotPredicate(XPathPredicate inner) : XPathPredicate
{
    public override bool Holds(XPathContext at) => !inner.Holds(at);

    public override bool AsksForPlace => inner.AsksForPlace;
}

/// <summary>A value alone: a number is a place, a path asks whether it selects anything, a text whether it has characters.</summary>
internal sealed class ValuePredicate(XPathValue value) : XPathPredicate
{
    public override bool Holds(XPathContext at) => value switch
    {
        { IsNumber: true } => value.Number(at) == at.Position,
        { Path: { } path } => path.Nodes(at.Record, at.Node).Count > 0,
        _ => value.Texts(at).Exists(t => t.Length > 0),
    };

    public override bool AsksForPlace => value.IsNumber || value.AsksForPlace;
}

/// <summary><c>contains</c>, <c>starts-with</c>.</summary>
internal sealed class TextPredicate(XPathValue left, XPathValue right, bool atStart) : XPathPredicate
{
    public override bool Holds(XPathContext at)
    {
        var (text, part) = (left.Texts(at).FirstOrDefault(""), right.Texts(at).FirstOrDefault(""));
        return atStart ? text.StartsWith(part, StringComparison.Ordinal) : text.Contains(part, StringComparison.Ordinal);
    }

    public override bool AsksForPlace => left.AsksForPlace || right.AsksForPlace;
}

/// <summary>A comparison: of sets of nodes, it holds when it holds for any pair (XPath 1.0, section 3.4).</summary>
internal sealed class ComparePredicate(XPathValue left, string sign, XPathValue right) : XPathPredicate
{
    public override bool Holds(XPathContext at)
    {
        var asNumbers = left.IsNumber || right.IsNumber || sign is not ("=" or "!=");
        var (mine, others) = (left.Texts(at), right.Texts(at));
        return mine.Exists(a => others.Exists(b => asNumbers ? Compare(ToNumber(a), ToNumber(b)) : (sign == "=") == (a == b)));
    }

    public override bool AsksForPlace => left.AsksForPlace || right.AsksForPlace;

    private static double ToNumber(string text) =>
        double.TryParse(text.AsSpan().Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private bool Compare(double a, double b) => sign switch { "=" => a == b, "!=" => a != b, "<" => a < b, "<=" => a <= b, ">" => a > b, _ => a >= b };
}

/// <summary>A path, literal, number or function of one of them.</summary>
/// <param name="Function">Its name; empty for a path or literal.</param>
/// <param name="Path">The path, of the function or alone.</param>
/// <param name="Literal">The literal, in the form of a text.</param>
/// <param name="IsNumber">Whether it is a number.</param>
internal sealed record XPathValue(string Function, XPath? Path, string Literal, bool IsNumber)
{
    public bool AsksForPlace => Function is "position" or "last";

    public double Number(XPathContext at) => double.Parse(Texts(at)[0], CultureInfo.InvariantCulture);

    /// <summary>Its texts: one for each node of a path, one for anything else.</summary>
    public List<string> Texts(XPathContext at)
    {
        switch (Function)
        {
            case "position": return [at.Position.ToString(CultureInfo.InvariantCulture)];
            case "last": return [at.Size.ToString(CultureInfo.InvariantCulture)];
            case "count": return [Path!.Nodes(at.Record, at.Node).Count.ToString(CultureInfo.InvariantCulture)];
            case "local-name": return [LocalName(at)];
        }
        if (Path is null) { return [Literal]; }
        var texts = Path.Nodes(at.Record, at.Node).ConvertAll(at.Record.TextOf);
        return Function == "normalize-space" ? [Normal(texts.FirstOrDefault(""))] : texts;
    }

    private string LocalName(XPathContext at)
    {
        var nodes = Path?.Nodes(at.Record, at.Node) ?? [at.Node];
        return nodes.Count == 0 ? "" : at.Record.Names[at.Record.Names.LocalOf(at.Record.Nodes[nodes[0]].Name)];
    }

    private static string Normal(string text) => string.Join(' ', text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
