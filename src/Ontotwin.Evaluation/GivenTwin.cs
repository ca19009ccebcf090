using System.Collections.Immutable;
using Ontotwin.Evaluation.Reading;
using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Values;

namespace Ontotwin.Evaluation;

/// <summary>A twin made of given values, for scores asked by hand and for tests. Its facts name the given as their source.</summary>
/// <param name="Twin">The twin; classes above the given ones are stated, so that it is closed as far as rules look.</param>
/// <param name="Overrides">Age, scores, features and models whose value is given rather than computed.</param>
public sealed record GivenTwin(Twin Twin, ImmutableDictionary<string, GivenValue> Overrides)
{
    /// <summary>A twin of what a test gives.</summary>
    /// <param name="program">The program, for the ontology.</param>
    /// <param name="given">What is given.</param>
    /// <param name="asOf">The instant that the given is true at.</param>
    public static GivenTwin Of(TwinProgram program, IEnumerable<TestGiven> given, DateTimeOffset asOf)
    {
        var builder = new GivenFacts(program.Ontology, asOf);
        var overrides = ImmutableDictionary.CreateBuilder<string, GivenValue>();
        foreach (var item in given)
        {
            switch (item)
            {
                case GivenValue { Class: null } value:
                    overrides[value.Name] = value;
                    break;
                default:
                    builder.Add(item);
                    break;
            }
        }
        return new(builder.Build(), overrides.ToImmutable());
    }

    /// <summary>
    /// What a JSON object gives: <c>{"age": 61, "sex": "Female", "Potassium": 5.4, "Creatinine": "1.4 mg/dL", "CKD": true, "ACEi": true}</c>. A bare number is in
    /// the canonical unit; a class of conditions or procedures is present when true, a class of medication is in use when true; a name of a class in quotes
    /// says what an observation is; null is unknown.
    /// </summary>
    /// <param name="program">The program, for names and units.</param>
    /// <param name="json">The JSON text.</param>
    /// <param name="fileName">Its name, for diagnostics.</param>
    public static (ImmutableArray<TestGiven> Given, ImmutableArray<Diagnostic> Diagnostics) ReadJson(TwinProgram program, string json, string fileName) =>
        new GivenJson(program, fileName).Read(json);
}
