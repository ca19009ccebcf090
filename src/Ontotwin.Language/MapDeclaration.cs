using System.Collections.Immutable;
using Ontotwin.Values;

namespace Ontotwin.Language;

/// <summary>A map: what facts a record of some kind gives.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Module">The module it stands in.</param>
/// <param name="Source">What records it reads.</param>
/// <param name="Body">Nodes, loops and series, in order.</param>
/// <param name="Span">Where it stands.</param>
public sealed record MapDeclaration(string Name, ModuleName Module, SourceSelector Source, ImmutableArray<MapStatement> Body, TextSpan Span)
{
    /// <summary>The name that no other module's map has, with which the rules of its origins begin: <c>module/map</c>.</summary>
    public string FullName => NameOf(Module, Name);

    /// <summary>The full name of a module's map.</summary>
    public static string NameOf(ModuleName module, string map) => module.Name + "/" + map;

    /// <summary>The full name of the map that a rule belongs to: <c>stanna.labs/labs</c> of <c>stanna.labs/labs.obs.value</c>.</summary>
    public static string OfRule(string rule)
    {
        var end = rule.IndexOf('.', rule.IndexOf('/', StringComparison.Ordinal) + 1);
        return end < 0 ? rule : rule[..end];
    }
}

/// <summary>A module's name and version.</summary>
/// <param name="Name">Dotted name.</param>
/// <param name="Version">Version as written.</param>
/// <param name="File">The file it stands in.</param>
public sealed record ModuleName(string Name, string Version, string File);
