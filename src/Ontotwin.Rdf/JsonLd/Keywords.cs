namespace Ontotwin.Rdf.JsonLd;

/// <summary>JSON-LD's keywords (JSON-LD 1.1, section 1.7).</summary>
internal static class Keywords
{
    public const string Base = "@base";
    public const string Container = "@container";
    public const string Context = "@context";
    public const string Direction = "@direction";
    public const string Graph = "@graph";
    public const string Id = "@id";
    public const string Import = "@import";
    public const string Included = "@included";
    public const string Index = "@index";
    public const string Json = "@json";
    public const string Language = "@language";
    public const string List = "@list";
    public const string Nest = "@nest";
    public const string None = "@none";
    public const string Prefix = "@prefix";
    public const string Propagate = "@propagate";
    public const string Protected = "@protected";
    public const string Reverse = "@reverse";
    public const string Set = "@set";
    public const string Type = "@type";
    public const string Value = "@value";
    public const string Version = "@version";
    public const string Vocab = "@vocab";

    private static readonly HashSet<string> All = new(StringComparer.Ordinal)
    {
        Base, Container, Context, Direction, Graph, Id, Import, Included, Index, Json, Language, List, Nest, None, Prefix, Propagate, Protected, Reverse, Set, Type,
        Value, Version, Vocab,
    };

    public static bool Is(string text) => text.Length > 0 && text[0] == '@' && All.Contains(text);

    /// <summary>Whether it is what a later version may make a keyword: such are ignored.</summary>
    public static bool HasForm(string text) => text.Length > 1 && text[0] == '@' && text.AsSpan(1).IndexOfAnyExcept(Letters) < 0;

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
}
