using System.Text;

namespace Ontotwin.Graph.Neo4j.Cypher;

/// <summary>A server, a database in it and who asks: <c>neo4j+http://user@host:7474/db/NAME</c>. The password is never part of it.</summary>
internal sealed record StoreUrl(Uri Server, string Database, string? User, string? Password)
{
    private const string Prefix = "neo4j+";

    /// <summary>Credentials for HTTP Basic, or null for a server that asks for none.</summary>
    public string? Basic => Password is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));

    public static StoreUrl Parse(string text)
    {
        var isOurs = text.StartsWith(Prefix, StringComparison.Ordinal);
        if (!isOurs || !Uri.TryCreate(text[Prefix.Length..], UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) { throw Neo4jFaults.BadUrl(); }
        var parts = uri.AbsolutePath.Trim('/').Split('/');
        if (parts is not ["db", { Length: > 0 } name] || uri.UserInfo.Contains(':', StringComparison.Ordinal) || uri.Query.Length > 0) { throw Neo4jFaults.BadUrl(); }
        var user = uri.UserInfo.Length > 0 ? Uri.UnescapeDataString(uri.UserInfo) : Environment.GetEnvironmentVariable("ONTOTWIN_NEO4J_USER");
        var password = Environment.GetEnvironmentVariable("ONTOTWIN_NEO4J_PASSWORD");
        return new(new Uri(uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)), Uri.UnescapeDataString(name), user ?? "neo4j", password is { Length: > 0 } ? password : null);
    }
}
