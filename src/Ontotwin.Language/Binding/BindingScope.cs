using System.Collections.Immutable;
using Antlr4.Runtime;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>What every binder of one file shares: the ontology, the names declared anywhere, and where diagnostics go.</summary>
internal sealed class BindingScope(string file, ModuleName module, OntologyModel ontology, DeclaredNames names, ImmutableArray<Diagnostic>.Builder diagnostics)
{
    public string File => file;

    public ModuleName Module => module;

    public OntologyModel Ontology => ontology;

    public DeclaredNames Names => names;

    /// <summary>Where the meaning of source fields is written down for a reader of the program; null when nobody asks.</summary>
    public List<(TextSpan Span, string Text)>? Fields { get; init; }

    /// <summary>The same program, seen from a file that a shape comes from: what is wrong in the shape is told there.</summary>
    public BindingScope Of(SyntaxFile other) => other.Path == file ? this : new(other.Path, module, ontology, names, diagnostics)
    {
        Fields = Fields,
        Damages = other.Damages,
        LostNames = LostNames,
        LostAnyName = LostAnyName || other.LostAnyName,
        LostAnyNode = LostAnyNode || other.LostAnyNode,
        Unsure = Unsure,
    };

    /// <summary>The same, seen from a file that a function comes from, telling nothing: what is wrong in it is told where it is declared.</summary>
    /// <param name="other">The file.</param>
    /// <param name="told">What would have been told.</param>
    public BindingScope Silent(SyntaxFile other, ImmutableArray<Diagnostic>.Builder told) => new(other.Path, module, ontology, names, told);

    public TextSpan SpanOf(ParserRuleContext tree) => Spans.Of(file, tree);

    /// <summary>Statements of the file that are not in the language.</summary>
    public IReadOnlyList<Damage> Damages { get; init; } = [];

    /// <summary>Names whose declarations could not be read, of this file or another: that they are unknown is no error of their users.</summary>
    public IReadOnlySet<string> LostNames { get; init; } = new HashSet<string>();

    /// <summary>Whether a declaration that could not be found elsewhere hides any name: then no name counts as unknown.</summary>
    public bool LostAnyName { get; init; }

    /// <summary>Whether a node or loop of the file, whose name cannot be told, could not be read.</summary>
    public bool LostAnyNode { get; init; }

    /// <summary>Where something of the program is not known because it, or what it names, is not in the language: nothing follows from what is not there.</summary>
    public List<TextSpan> Unsure { get; init; } = [];

    /// <summary>Whether a name may be of a declaration that could not be read.</summary>
    public bool IsLost(string name) => LostAnyNode || LostNames.Contains(name);

    /// <summary>Whether a statement inside a tree is not in the language: what the tree lacks may stand there.</summary>
    public bool IsDamaged(ParserRuleContext tree) => Damages.Any(d => d.IsIn(tree));

    public void Report(string code, ParserRuleContext at, string message, Hint? hint = null, Severity severity = Severity.Error)
    {
        if (IsOfLostName(code, message)) { Unsure.Add(SpanOf(at)); return; }
        diagnostics.Add(new Diagnostic(code, severity, message) { Span = SpanOf(at), Hint = hint?.Text, Correction = hint?.Correction });
    }

    private bool IsOfLostName(string code, string message) =>
        (LostAnyName && code is ("OT1208" or "OT1211" or "OT1240" or "OT1304" or "OT1315" or "OT1317" or "OT1363"))
        || LostNames.Any(n => message.Contains($"'{n}'", StringComparison.Ordinal) || message.Contains($".{n}'", StringComparison.Ordinal));

    /// <summary>A class of the ontology by its local name; reports one that is not there.</summary>
    public OntologyClass? Class(TwinParser.NameContext name)
    {
        var local = SyntaxText.Name(name);
        if (ontology.Class(local) is { } found) { return found; }
        Report("OT2101", name, $"'{local}' is not a class of the ontology", Suggest.From(local, ontology.Classes.Keys.Select(c => c.LocalName)));
        return null;
    }

    /// <summary>A property of the ontology by its local name; reports one that is not there, naming those that fit the class.</summary>
    public OntologyProperty? Property(TwinParser.NameContext name, OntologyClass? subject)
    {
        var local = SyntaxText.Name(name);
        if (ontology.Property(local) is { } found) { return found; }
        var hint = Suggest.From(local, ontology.Properties.Values.Where(p => subject is null || Fits(subject, p)).Select(p => p.Name));
        Report("OT2104", name, subject is null ? $"'{local}' is not a property" : $"'{local}' is not a property of hdt:{subject.Name}", hint);
        return null;
    }

    /// <summary>A named individual; reports one that is not there.</summary>
    public Iri? Individual(TwinParser.NameContext name)
    {
        var local = SyntaxText.Name(name);
        var iri = OntologyModel.Term(local);
        if (ontology.Individuals.ContainsKey(iri)) { return iri; }
        Report("OT2102", name, $"'{local}' is not an individual of the ontology", Suggest.From(local, ontology.Individuals.Keys.Select(i => i.LocalName)));
        return null;
    }

    /// <summary>Whether a property may be said of a class: the class lies below each of its domains.</summary>
    public bool Fits(OntologyClass subject, OntologyProperty property) => property.Domains.All(d => ontology.IsSubClass(subject.Iri, d));

    /// <summary>Reports a unit that is no UCUM code.</summary>
    public string? Unit(Antlr4.Runtime.Tree.ITerminalNode? node, ParserRuleContext at)
    {
        if (node is null) { return null; }
        var unit = SyntaxText.Unit(node);
        if (!UcumUnit.TryParse(unit, out var parsed, out var why)) { Report("OT2201", at, $"'{unit}' is not a UCUM unit", why + "; a text stands in double quotes"); }
        else if (parsed.Hazard is { } hazard) { Report(hazard.Code, at, hazard.Message, hazard.Hint, Severity.Warning); }
        return unit;
    }
}
