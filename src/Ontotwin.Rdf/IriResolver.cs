namespace Ontotwin.Rdf;

/// <summary>Resolves references against a base (RFC 3986, section 5.2), character by character: an IRI is never normalised further.</summary>
public sealed class IriResolver
{
    private readonly string scheme;
    private readonly string? authority;
    private readonly string path;
    private readonly string? query;

    /// <summary>A resolver against this base.</summary>
    /// <param name="baseIri">An absolute IRI.</param>
    public IriResolver(string baseIri) => (scheme, authority, path, query, _) = Split(baseIri);

    /// <summary>Whether a text begins with a scheme.</summary>
    public static bool IsAbsolute(string iri)
    {
        var colon = iri.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && char.IsAsciiLetter(iri[0]) && iri.AsSpan(0, colon).IndexOfAnyExcept(SchemeChars) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> SchemeChars =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    /// <summary>The absolute IRI that a reference means; one that is absolute has only its dots removed.</summary>
    public string Resolve(string reference)
    {
        var (refScheme, refAuthority, refPath, refQuery, fragment) = Split(reference);
        if (refScheme.Length > 0) { return Join(refScheme, refAuthority, RemoveDots(refPath), refQuery, fragment); }
        if (refAuthority is not null) { return Join(scheme, refAuthority, RemoveDots(refPath), refQuery, fragment); }
        if (refPath.Length == 0) { return Join(scheme, authority, path, refQuery ?? query, fragment); }
        return Join(scheme, authority, RemoveDots(refPath[0] == '/' ? refPath : Merge(refPath)), refQuery, fragment);
    }

    private static (string Scheme, string? Authority, string Path, string? Query, string? Fragment) Split(string iri)
    {
        string? fragment = null;
        string? query = null;
        string? authority = null;
        var scheme = "";
        if (iri.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash) { (iri, fragment) = (iri[..hash], iri[(hash + 1)..]); }
        if (iri.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark) { (iri, query) = (iri[..mark], iri[(mark + 1)..]); }
        if (IsAbsolute(iri))
        {
            var colon = iri.IndexOf(':', StringComparison.Ordinal);
            (scheme, iri) = (iri[..colon], iri[(colon + 1)..]);
        }
        if (iri.StartsWith("//", StringComparison.Ordinal))
        {
            var slash = iri.IndexOf('/', 2);
            (authority, iri) = slash < 0 ? (iri[2..], "") : (iri[2..slash], iri[slash..]);
        }
        return (scheme, authority, iri, query, fragment);
    }

    private static string Join(string scheme, string? authority, string path, string? query, string? fragment) =>
        $"{scheme}:{(authority is null ? "" : "//" + authority)}{path}{(query is null ? "" : "?" + query)}{(fragment is null ? "" : "#" + fragment)}";

    private string Merge(string refPath) =>
        authority is not null && path.Length == 0 ? "/" + refPath : path[..(path.LastIndexOf('/') + 1)] + refPath;

    private static string RemoveDots(string path)
    {
        if (!path.Contains('.', StringComparison.Ordinal)) { return path; }
        var isRooted = path.StartsWith('/');
        var kept = new List<string>();
        var parts = (isRooted ? path[1..] : path).Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            var isLast = i == parts.Length - 1;
            if (parts[i] == "..")
            {
                if (kept.Count > 0) { kept.RemoveAt(kept.Count - 1); }
                if (isLast) { kept.Add(""); }
            }
            else if (parts[i] != ".") { kept.Add(parts[i]); }
            else if (isLast) { kept.Add(""); }
        }
        return (isRooted ? "/" : "") + string.Join('/', kept);
    }
}
