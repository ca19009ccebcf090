using System.Collections.Immutable;
using Ontotwin.Language.Generated;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>Warns of keys made of what tells messages or lines apart and not the things they are about: the same result sent again would be another one.</summary>
internal static class KeyChecks
{
    private const string Hint = "take what the source tells the thing itself by, such as an order's or a visit's number, a code and a time";

    public static void Check(BindingScope scope, TwinParser.KeyContext tree, ImmutableArray<KeyPart> key, MapScope names)
    {
        var read = key.SelectMany(k => ExpressionWalk.All(k.Value)).SelectMany(e => KindsOf(e, names)).ToList();
        if (read.Contains(KeyKind.Message))
        {
            scope.Report("OT1222", tree, "MSH-10 is another in every message: what is sent again or corrected would stand beside itself", Hint, Severity.Warning);
        }
        else if (read.Count > 0 && read.TrueForAll(k => k == KeyKind.Order))
        {
            scope.Report("OT1222", tree, "a set id numbers the segments of one message, and MSH-7 says when it was sent: sent again in another order or later, what has this key would be something else", Hint, Severity.Warning);
        }
    }

    private static IEnumerable<KeyKind> KindsOf(Expression expression, MapScope names) => expression switch
    {
        PathExpression path => SchemaWalk.Of(path, names).Select(s => KindOf(s.Place, s.Child)).OfType<KeyKind>().DefaultIfEmpty(KeyKind.Own),
        ParameterExpression => [KeyKind.Own],
        _ => [],
    };

    private static KeyKind? KindOf(SourceShape place, string child) => place switch
    {
        Hl7v2SegmentShape { Name: "MSH" } when child == "10" => KeyKind.Message,
        Hl7v2SegmentShape { Name: "MSH" } when child is "7" or "13" => KeyKind.Order,
        Hl7v2SegmentShape segment when segment.IsSetId(child) => KeyKind.Order,
        Hl7v2SegmentShape => KeyKind.Own,
        // Parts of a field: the field is told already.
        Hl7v2TypeShape or Hl7v2GroupShape => null,
        _ => KeyKind.Own,
    };

    private enum KeyKind
    {
        /// <summary>Something of the thing itself, as far as anybody can tell.</summary>
        Own = 0,

        /// <summary>Where in a message it stood, or when that was sent.</summary>
        Order,

        /// <summary>Which message it came with.</summary>
        Message,
    }
}
