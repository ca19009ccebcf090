using Ontotwin.Language;
using Ontotwin.Mapping;
using Ontotwin.Values;

namespace Ontotwin.Engine;

/// <summary>Tells of records of which it is not known, or not by their keys alone, which one they mean.</summary>
internal static class KeyRemarks
{
    /// <summary>The reject of a correction that fits several records.</summary>
    public static Reject Ambiguous(NodeVersion change) => new(change.Place, change.Rule, "OT8110", "a correction that leaves out the optional parts of the key fits several records");

    /// <summary>The same where rejects are told as remarks.</summary>
    public static Diagnostic AmbiguousRemark(NodeVersion change)
    {
        var reject = Ambiguous(change);
        return new Diagnostic(reject.Code, Severity.Warning, reject.Reason) { Place = reject.Place };
    }

    /// <summary>A correction that found nothing to correct.</summary>
    /// <param name="change">The correction.</param>
    /// <param name="beside">How many records differ from it in the optional parts of the key alone.</param>
    public static Diagnostic NothingCorrected(NodeVersion change, int beside)
    {
        var isRetraction = change.Kind == LifeCycleKind.Retract;
        if (beside == 0) { return new("OT8119", Severity.Information, isRetraction ? "a record that is not held is taken back" : "a correction came for a record that is not held") { Place = change.Place }; }
        var message = isRetraction
            ? "what is taken back is not held by this key: a record with other optional parts of it, such as the time, stays as it is"
            : "a correction found no record that it surely corrects: it stands beside one with other optional parts of the key, such as the time";
        return new("OT8119", Severity.Warning, message) { Place = change.Place, Hint = "look at both; what repeats the key of the record that it means, or leaves its optional parts out, finds it" };
    }

    /// <summary>A correction that was taken for one of the only record that it can mean.</summary>
    public static Diagnostic CorrectedByNumber(NodeVersion change) =>
        new("OT8120", Severity.Warning, "a correction with an optional part of the key, such as the time, replaced the only record of its number and code, which has none") { Place = change.Place };

    /// <summary>A record that is perhaps one that came under another number of the person.</summary>
    public static Diagnostic PerhapsTheSame(NodeVersion change) => new("OT8123", Severity.Warning, "a record has the same key as one that came under another number of the person, and no number of its own in it: both are kept")
    {
        Place = change.Place, Hint = "it may be the same one sent again; an order number in the message would tell",
    };
}
