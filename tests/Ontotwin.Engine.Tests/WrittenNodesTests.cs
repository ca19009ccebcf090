using Ontotwin.Mapping;
using Ontotwin.Rdf;

namespace Ontotwin.Engine.Tests;

/// <summary>What <c>map</c> remembers of nodes that it wrote: every one of them, and no other.</summary>
public sealed class WrittenNodesTests
{
    [Fact]
    public void Two_hundred_thousand_nodes_are_told_from_as_many_others()
    {
        var (written, iris, rule) = (new WrittenNodes(), new IriMaker(new byte[32]), "m/map.node");
        ulong Key(int i) => NodeKey.Of(iris.Node("LabResult", i.ToString(System.Globalization.CultureInfo.InvariantCulture)), rule);
        for (var i = 0; i < 200_000; i++) { Assert.True(written.TryAdd(Key(i))); }
        Assert.Equal(200_000, written.Count);
        for (var i = 0; i < 400_000; i++) { Assert.Equal(i < 200_000, written.Contains(Key(i))); }
    }

    [Fact]
    public void One_node_is_remembered_by_statement()
    {
        var (written, node) = (new WrittenNodes(), new Iri("https://w3id.org/ontotwin/id/abcdefghijklmnopqrstuvwxyz"));
        written.TryAdd(NodeKey.Of(node, "m/map.one"));
        Assert.True(written.Contains(NodeKey.Of(node, "m/map.one")));
        Assert.False(written.Contains(NodeKey.Of(node, "m/map.other")));
    }
}
