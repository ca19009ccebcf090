using System.Globalization;

namespace Ontotwin.Rdf.JsonLd;

/// <summary>The path to a value of a document, found when an error wants it.</summary>
internal static class JsonPlace
{
    /// <summary>Such as <c>$.@graph[2].@id</c>; null: the value is none of this document's.</summary>
    /// <param name="document">The document, or an item of it.</param>
    /// <param name="wanted">The value.</param>
    /// <param name="from">The path to the first.</param>
    public static string? Of(JsonItem document, JsonItem wanted, string from)
    {
        var steps = new Stack<string>();
        return Find(document, wanted, steps) ? from + string.Concat(steps) : null;
    }

    private static bool Find(JsonItem item, JsonItem wanted, Stack<string> steps)
    {
        if (ReferenceEquals(item, wanted)) { return true; }
        for (var i = 0; i < item.Items.Count; i++)
        {
            if (!Find(item.Items[i], wanted, steps)) { continue; }
            steps.Push("[" + i.ToString(CultureInfo.InvariantCulture) + "]");
            return true;
        }
        foreach (var (key, value) in item.Entries)
        {
            if (!Find(value, wanted, steps)) { continue; }
            steps.Push("." + key);
            return true;
        }
        return false;
    }
}
