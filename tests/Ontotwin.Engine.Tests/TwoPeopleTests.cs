using Ontotwin.Rdf;
using Ontotwin.Testing;

namespace Ontotwin.Engine.Tests;

/// <summary>Two people in one message without groups: what stands after a PID is about that one, and about nobody else.</summary>
public sealed class TwoPeopleTests
{
    [Fact]
    public void In_a_swap_each_has_the_visit_and_the_result_that_follow_the_PID()
    {
        var nodes = LiftedNodes.Of(Repository.PathOf("mappings", "tests", "adt-a17.hl7"));
        Assert.Empty(nodes.Rejects);
        var people = nodes.OfType("Patient").Where(p => LiftedNodes.Row(p, "familyName") != "-").ToDictionary(p => LiftedNodes.Row(p, "givenName"), p => p[0].Subject);
        var results = nodes.OfType("Observation").ToDictionary(n => LiftedNodes.Row(n, "value"), n => n.Single(f => f.Predicate.LocalName == "subject").Object);
        Assert.Equal<Term>(people["Anna"], results["262"]);
        Assert.Equal<Term>(people["Berta"], results["5.4"]);
        Assert.Equal(2, nodes.OfType("Encounter").Select(n => n.Single(f => f.Predicate.LocalName == "subject").Object).Distinct().Count());
    }

    [Fact]
    public void Following_is_of_HL7_v2_and_of_segments_that_the_message_has()
    {
        using var program = new SmallProgram();
        Assert.Contains(program.Compile("map a from hl7v2 \"2.5.1\" ADT_A17 { for p in PID { node o : Observation key (p.following(SPM).first.1) } }").Diagnostics, d => d.Code == "OT1201");
        Assert.Contains(program.Compile("map a from dicom \"2019e\" { for p in ContentSequence { node o : Observation key (p.following(ContentSequence).first) } }").Diagnostics, d => d.Code == "OT1205");
    }
}
