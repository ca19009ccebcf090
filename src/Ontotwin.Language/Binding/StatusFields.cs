using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Ontotwin.Sources;

namespace Ontotwin.Language.Binding;

/// <summary>A field that says whether a record holds, corrects another or deletes it.</summary>
/// <param name="Path">How the map would write it.</param>
/// <param name="Example">Cases for it, as they stand in an <c>on</c>.</param>
internal sealed record StatusField(string Path, string Example);

/// <summary>
/// Fields that can correct or delete what stands beside them. HL7 v2.8: result status of an observation (table 0085), availability of a document (0273), the
/// action codes of segments (0206, 0287, 0323). FHIR R4: every <c>status</c> that may be <c>entered-in-error</c>, and <c>verificationStatus</c>.
/// </summary>
internal static class StatusFields
{
    private const string ActionCases = "\"D\" -> retract; \"U\" -> replace; other -> assert";
    private const string ProblemCases = "\"DE\" -> retract; \"CO\", \"UP\" -> replace; other -> assert";
    private const string FhirCases = "\"entered-in-error\" -> retract; other -> assert";

    private static readonly FrozenDictionary<string, (int Field, string Example)> OfSegments = new Dictionary<string, (int, string)>
    {
        ["OBX"] = (11, "\"F\" -> assert; \"P\" -> preliminary; \"C\" -> replace; \"D\", \"W\" -> retract; other -> quarantine"),
        ["TXA"] = (19, "\"CA\" -> retract; other -> assert"),
        ["RXA"] = (21, ActionCases),
        ["IAM"] = (6, ActionCases),
        ["DG1"] = (21, ActionCases),
        ["PR1"] = (20, ActionCases),
        ["PRT"] = (2, ProblemCases),
        ["ROL"] = (2, ProblemCases),
        ["PRB"] = (1, ProblemCases),
        ["GOL"] = (1, ProblemCases),
        ["PTH"] = (1, ProblemCases),
        ["RGS"] = (2, ActionCases),
        ["AIS"] = (2, ActionCases),
        ["AIG"] = (2, ActionCases),
        ["AIL"] = (2, ActionCases),
        ["AIP"] = (2, ActionCases),
    }.ToFrozenDictionary();

    /// <summary>The first such field beside what bindings read; null when there is none.</summary>
    public static StatusField? Of(ImmutableArray<BindingStatement> bindings, MapScope names) =>
        bindings.SelectMany(b => SchemaWalk.Of(b.Source, names)).Select(s => Beside(s.Place, s.Path)).FirstOrDefault(s => s is not null);

    private static StatusField? Beside(SourceShape place, PathExpression path)
    {
        var start = path.Start is null ? "" : path.Start[(path.Start.LastIndexOf('.') + 1)..] + ".";
        return place switch
        {
            Hl7v2SegmentShape when OfSegments.TryGetValue(place.Name, out var found) && place.Child(found.Field.ToString(CultureInfo.InvariantCulture)) is not null =>
                new(string.Create(CultureInfo.InvariantCulture, $"{start}{place.Name}-{found.Field}"), found.Example),
            FhirShape when FhirStatusOf(place) is { } status => new(start + status, FhirCases),
            _ => null,
        };
    }

    private static string? FhirStatusOf(SourceShape place) => FhirSchema.Resource(place.Name) is not { } resource ? null
        : resource.Child("status") is { } status && status.Codes.Contains("entered-in-error") ? "status"
        : resource.Child("verificationStatus") is { TypeName: "CodeableConcept" } ? "verificationStatus.coding.first.code"
        : null;
}
