namespace Ontotwin.Sources.Hl7v2.Parsing;

/// <summary>
/// What begins a prior result (group PRIOR_RESULT of OML, OMG, OMQ and OPL). Nearly all of such a group is optional, so that by the grammar alone any order after an
/// order, and any stray visit, would begin one, and the order would be lost among results.
/// </summary>
internal static class PriorResults
{
    /// <summary>Whether a segment begins one: its patient, an order that says so itself, or a visit or an allergy after which a whole result comes.</summary>
    internal static bool Begin(int key, in SegmentLines lines) => key switch
    {
        SegmentNames.Pid => true,
        // HL7 table 0119: previous results with a new order.
        SegmentNames.Orc => lines.FirstField().SequenceEqual("PR"u8),
        SegmentNames.Obr => false,
        _ => IsResultAhead(key, lines),
    };

    /// <summary>Whether an ORC says that its order is a new one (HL7 table 0119), which is no result.</summary>
    internal static bool IsNewOrder(int key, in SegmentLines lines) => key == SegmentNames.Orc && lines.FirstField().SequenceEqual("NW"u8);

    // An order that is not new, with an observation before the next one.
    private static bool IsResultAhead(int from, SegmentLines lines)
    {
        var (hasControl, hasOrder) = (false, false);
        for (var i = 0; i < Limits.SegmentsAhead && lines.MoveNext(); i++)
        {
            switch (lines.Key)
            {
                case SegmentNames.Obx: return hasOrder;
                case SegmentNames.Spm: return false;
                case SegmentNames.Pid or SegmentNames.Pv1 when from != SegmentNames.Nk1: return false;
                case SegmentNames.Orc when hasControl || IsNewOrder(SegmentNames.Orc, lines): return false;
                case SegmentNames.Orc: hasControl = true; break;
                case SegmentNames.Obr when hasOrder: return false;
                case SegmentNames.Obr: hasOrder = true; break;
            }
        }
        return false;
    }
}
