using System.Globalization;
using System.Text;
using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Ontology;
using Ontotwin.Rdf;
using Ontotwin.Testing;
using Ontotwin.Values;

namespace Ontotwin.Engine.Tests;

/// <summary>What the shipped mappings make of files, node by node, for comparison with what others read of the same files.</summary>
internal sealed class LiftedNodes
{
    private static readonly Lazy<TwinProgram> Shipped = new(() => TwinCompiler.Compile([Repository.PathOf("mappings")], OntologyModel.Load(Repository.PathOf("ontologies")).Value!).Value!);

    private LiftedNodes(List<List<LiftedFact>> nodes, List<Reject> rejects, List<Diagnostic> remarks) => (All, Rejects, Remarks) = (nodes, rejects, remarks);

    public static TwinProgram Program => Shipped.Value;

    /// <summary>The facts of each node that a map made.</summary>
    public List<List<LiftedFact>> All { get; }

    public List<Reject> Rejects { get; }

    public List<Diagnostic> Remarks { get; }

    public static LiftedNodes Of(params string[] files)
    {
        var iris = new IriMaker(Encoding.UTF8.GetBytes("the secret of this test, not secret"));
        var (rejects, remarks) = (new List<Reject>(), new List<Diagnostic>());
        var pass = new DocumentPass(new Mapper(new MappingServices(Program, new IdentityTable(iris), iris)), InputFiles.ReaderOf(Program), new RunReport())
        {
            OnReject = rejects.Add, OnDiagnostic = remarks.Add,
        };
        pass.Identify(files, TestContext.Current.CancellationToken);
        var nodes = pass.Map(files, TestContext.Current.CancellationToken).SelectMany(m => m.Mapped.Nodes).Select(n => n.Facts.ToList()).ToList();
        return new(nodes, rejects, remarks);
    }

    /// <summary>The nodes of a class.</summary>
    public List<List<LiftedFact>> OfType(string type) => [.. All.Where(n => Values(n, "type").Contains(type))];

    /// <summary>A node's values of properties, joined: codes by what stands last in their IRIs, numbers without trailing zeros, absent ones as a dash.</summary>
    public static string Row(IEnumerable<LiftedFact> node, params string[] properties) =>
        string.Join(" | ", properties.Select(p => Values(node, p) is { Count: > 0 } values ? string.Join(",", values.Order(StringComparer.Ordinal)) : "-"));

    public static List<string> Values(IEnumerable<LiftedFact> node, string property) =>
        [.. node.Where(f => f.Predicate.LocalName == property).Select(f => f.Object is Literal literal ? Number(literal.Lexical) : Last(((Iri)f.Object).Value)).Distinct()];

    /// <summary>A number as both sides write it.</summary>
    public static string Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (number / 1.000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) : text;

    private static string Last(string iri) => Uri.UnescapeDataString(iri[(iri.LastIndexOfAny(['/', '#']) + 1)..]);
}
