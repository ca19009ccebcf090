using System.Collections.Frozen;
using System.Xml;

namespace Ontotwin.Values.Ucum;

/// <summary>The prefixes and atoms of UCUM as its essence file lists them, case sensitive, read once when first asked for.</summary>
internal sealed class Essence
{
    private static readonly Lazy<Essence> Shared = new(Load);
    private readonly Dictionary<string, Atom> atoms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Rational> prefixes = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> prefixNames = new(StringComparer.Ordinal);

    private Essence() { }

    internal static Essence Instance => Shared.Value;

    /// <summary>The prefixes' English names.</summary>
    internal IReadOnlyDictionary<string, string> PrefixNames => prefixNames;

    internal string Version { get; private set; } = "";

    internal FrozenDictionary<string, Rational> Prefixes { get; private set; } = FrozenDictionary<string, Rational>.Empty;

    internal bool TryGetAtom(ReadOnlySpan<char> code, out Atom atom) => atoms.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(code, out atom!);

    private static Essence Load()
    {
        var essence = new Essence();
        using var stream = typeof(Essence).Assembly.GetManifestResourceStream("ucum-essence.xml")!;
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, IgnoreWhitespace = true });
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) { continue; }
            switch (reader.LocalName)
            {
                case "root": essence.Version = reader.GetAttribute("version") ?? ""; break;
                case "prefix": essence.ReadPrefix(reader); break;
                case "base-unit": essence.ReadBase(reader); break;
                case "unit": essence.ReadUnit(reader); break;
                default: break;
            }
        }
        essence.Prefixes = essence.prefixes.ToFrozenDictionary(StringComparer.Ordinal);
        return essence;
    }

    private void ReadPrefix(XmlReader reader)
    {
        var code = reader.GetAttribute("Code")!;
        var definition = ValueElement(reader, "prefix");
        prefixes[code] = Rational.Parse(definition.Value);
        prefixNames[code] = definition.Name;
    }

    private void ReadBase(XmlReader reader)
    {
        var code = reader.GetAttribute("Code")!;
        atoms[code] = new(code, isMetric: true, ValueElement(reader, "base-unit")) { Known = new(Rational.One, Dimension.Of(code)) };
    }

    private void ReadUnit(XmlReader reader)
    {
        var code = reader.GetAttribute("Code")!;
        var metric = reader.GetAttribute("isMetric") == "yes";
        var arbitrary = reader.GetAttribute("isArbitrary") == "yes";
        var value = ValueElement(reader, "unit");
        atoms[code] = new(code, metric, value) { Known = arbitrary && value.Unit == "1" ? new(Rational.One, Dimension.Of(code)) : null };
    }

    // Reads to the end of the element at hand and returns its first <name> and its <value>, or the <function> inside it.
    private static Definition ValueElement(XmlReader reader, string end)
    {
        var result = new Definition("1", "1", null);
        var name = "";
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.LocalName == end))
        {
            if (reader.NodeType != XmlNodeType.Element) { continue; }
            if (reader.LocalName == "name" && name.Length == 0 && reader.Read() && reader.NodeType == XmlNodeType.Text) { name = reader.Value; }
            if (reader.LocalName == "value") { result = new(reader.GetAttribute("value") ?? "1", reader.GetAttribute("Unit") ?? "1", null); }
            if (reader.LocalName == "function") { result = new(reader.GetAttribute("value")!, reader.GetAttribute("Unit")!, reader.GetAttribute("name")); }
        }
        return result with { Name = name };
    }
}

/// <summary>An atom's definition: a number of other units, perhaps on the scale of a function.</summary>
internal sealed record Definition(string Value, string Unit, string? Function)
{
    /// <summary>The English name of what is defined.</summary>
    internal string Name { get; init; } = "";
}

/// <summary>One unit atom; its meaning is worked out when first asked for, from the atoms it is defined by.</summary>
internal sealed class Atom(string code, bool isMetric, Definition definition)
{
    // The one unit whose number of entities clinical work keeps apart from bare counts: see Dimension.
    private const string Substance = "mol";
    private UnitMeaning? known;

    internal string Code => code;

    /// <summary>Its English name.</summary>
    internal string Name => definition.Name;

    internal bool IsMetric => isMetric;

    internal UnitMeaning? Known { get => known; init => known = value; }

    /// <summary>The essence defines no unit by itself, so this ends; two threads at most do the same work twice.</summary>
    internal UnitMeaning Meaning => known ??= Resolve();

    private UnitMeaning Resolve()
    {
        var parsed = UcumParser.Parse(definition.Unit, out _)!;
        var dimension = code == Substance ? Dimension.Of(Substance) : parsed.Dimension;
        return new(parsed.Factor * Rational.Parse(definition.Value), dimension)
        {
            Special = definition.Function is null ? null : SpecialFunction.Named(definition.Function),
            Equivalents = code == "eq" ? 1 : parsed.Equivalents,
            Osmoles = code == "osm" ? 1 : parsed.Osmoles,
        };
    }
}
