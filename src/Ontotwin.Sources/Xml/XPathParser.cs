using Ontotwin.Values;

namespace Ontotwin.Sources.Xml;

/// <summary>Reads the text of an XPath. One use.</summary>
internal sealed class XPathParser(string text, IReadOnlyDictionary<string, string>? namespaces)
{
    private static readonly XPathStep Anywhere = new(XPathAxis.DescendantOrSelf, new(XPathTestKind.Node), []);
    private int position;
    private int nesting;
    private bool looksOut;
    private Diagnostic? error;

    private char Current => position < text.Length ? text[position] : '\0';

    public Outcome<XPath> Parse()
    {
        if (text.Length is 0 or > XmlLimits.MaxPathLength) { Error($"a path has from 1 to {XmlLimits.MaxPathLength} characters"); }
        SkipBlank();
        var path = error is null ? LocationPath(isOuter: true) : XPath.Whole;
        SkipBlank();
        if (error is null && position < text.Length) { Error($"'{Current}' does not belong here"); }
        return error is null ? Outcome<XPath>.Ok(path) : Outcome<XPath>.Fail(error);
    }

    private XPath LocationPath(bool isOuter)
    {
        var start = position;
        var steps = new List<XPathStep>();
        var isAbsolute = Current == '/';
        if (isAbsolute && !isOuter) { looksOut = true; }
        if (isAbsolute && !Take("//"))
        {
            position++;
            if (!BeginsStep()) { return new XPath(text[start..position], true, looksOut, []); }
        }
        else if (isAbsolute) { steps.Add(Anywhere); }
        steps.Add(Step());
        while (error is null && Current == '/')
        {
            if (Take("//")) { steps.Add(Anywhere); }
            else { position++; }
            steps.Add(Step());
        }
        return new XPath(text[start..position], isAbsolute, looksOut, [.. steps]);
    }

    private bool BeginsStep() => Current is '@' or '*' or '.' or '_' || char.IsLetter(Current);

    private XPathStep Step()
    {
        SkipBlank();
        if (Take("..")) { looksOut = true; return new(XPathAxis.Parent, new(XPathTestKind.Node), Predicates()); }
        if (Take(".")) { return new(XPathAxis.Self, new(XPathTestKind.Node), Predicates()); }
        var axis = Axis();
        var test = Test();
        return new(axis, test, Predicates());
    }

    private XPathAxis Axis()
    {
        if (Take("@")) { return XPathAxis.Attribute; }
        if (Take("child::")) { return XPathAxis.Child; }
        if (Take("attribute::")) { return XPathAxis.Attribute; }
        if (Take("self::")) { return XPathAxis.Self; }
        if (Take("descendant-or-self::")) { return XPathAxis.DescendantOrSelf; }
        if (!Take("parent::")) { return XPathAxis.Child; }
        looksOut = true;
        return XPathAxis.Parent;
    }

    private XPathTest Test()
    {
        if (Take("*")) { return new(XPathTestKind.Name); }
        if (Take("text()")) { return new(XPathTestKind.Text); }
        if (Take("node()")) { return new(XPathTestKind.Node); }
        var at = position;
        var name = Name();
        if (Current == ':' && name.Length > 0)
        {
            position++;
            var local = Take("*") ? null : Name();
            if (namespaces is null || !namespaces.TryGetValue(name, out var space)) { position = at; Error($"the prefix '{name}' has no namespace"); return new(XPathTestKind.Name); }
            if (local?.Length == 0) { Error("a name is wanted"); }
            return new(XPathTestKind.Name, local, space);
        }
        if (name.Length == 0 || Current == '(') { Error(name.Length == 0 ? "a step is wanted" : $"the function '{name}' is no step of a path"); }
        string? common = null;
        namespaces?.TryGetValue("", out common);
        return new(XPathTestKind.Name, name, common);
    }

    private string Name()
    {
        var start = position;
        if (char.IsLetter(Current) || Current == '_')
        {
            while (char.IsLetterOrDigit(Current) || Current is '_' or '-' or '.' or '\u00b7') { position++; }
        }
        return text[start..position];
    }

    private XPathPredicate[] Predicates()
    {
        var predicates = new List<XPathPredicate>();
        while (error is null && Take("["))
        {
            predicates.Add(Or());
            Expect("]");
        }
        return [.. predicates];
    }

    private XPathPredicate Or()
    {
        if (++nesting > XmlLimits.MaxPathNesting) { Error("predicates are nested too deeply"); }
        List<XPathPredicate> parts = [And()];
        while (error is null && TakeWord("or")) { parts.Add(And()); }
        nesting--;
        return parts.Count == 1 ? parts[0] : new JunctionPredicate([.. parts], all: false);
    }

    private XPathPredicate And()
    {
        List<XPathPredicate> parts = [Comparison()];
        while (error is null && TakeWord("and")) { parts.Add(Comparison()); }
        return parts.Count == 1 ? parts[0] : new JunctionPredicate([.. parts], all: true);
    }

    private XPathPredicate Comparison()
    {
        SkipBlank();
        if (error is not null) { return new JunctionPredicate([], all: true); }
        if (TakeCall("not")) { return new NotPredicate(Closed(Or())); }
        if (TakeCall("contains")) { return TwoTexts(atStart: false); }
        if (TakeCall("starts-with")) { return TwoTexts(atStart: true); }
        if (Take("(")) { return Closed(Or()); }
        var left = Value();
        SkipBlank();
        foreach (var sign in (ReadOnlySpan<string>)["!=", "<=", ">=", "=", "<", ">"])
        {
            if (Take(sign)) { return new ComparePredicate(left, sign, Value()); }
        }
        return new ValuePredicate(left);
    }

    private XPathPredicate Closed(XPathPredicate inner)
    {
        Expect(")");
        return inner;
    }

    private TextPredicate TwoTexts(bool atStart)
    {
        var left = Value();
        Expect(",");
        var right = Value();
        Expect(")");
        return new(left, right, atStart);
    }

    private XPathValue Value()
    {
        SkipBlank();
        if (Current is '\'' or '"') { return new("", null, Quoted(), false); }
        if (char.IsAsciiDigit(Current) || (Current == '-' && position + 1 < text.Length && char.IsAsciiDigit(text[position + 1])))
        {
            var start = position++;
            while (char.IsAsciiDigit(Current) || Current == '.') { position++; }
            return new("", null, text[start..position], true);
        }
        foreach (var function in (ReadOnlySpan<string>)["position", "last", "count", "local-name", "normalize-space"])
        {
            if (TakeCall(function)) { return Call(function); }
        }
        return new("", LocationPath(isOuter: false), "", false);
    }

    private XPathValue Call(string function)
    {
        SkipBlank();
        var path = Current == ')' ? null : LocationPath(isOuter: false);
        Expect(")");
        if (path is null && function == "count") { Error("'count' is asked of a path"); }
        if (path is null && function == "normalize-space") { path = new XPath(".", false, false, []); }
        return new(function, path, "", function is "position" or "last" or "count");
    }

    private string Quoted()
    {
        var end = text.IndexOf(Current, position + 1);
        if (end < 0) { Error("a quoted text is not closed"); return ""; }
        var value = text[(position + 1)..end];
        position = end + 1;
        return value;
    }

    private bool TakeCall(string function)
    {
        if (string.CompareOrdinal(text, position, function + "(", 0, function.Length + 1) != 0) { return false; }
        position += function.Length + 1;
        return true;
    }

    private bool TakeWord(string word)
    {
        SkipBlank();
        if (string.CompareOrdinal(text, position, word, 0, word.Length) != 0) { return false; }
        var after = position + word.Length < text.Length ? text[position + word.Length] : ' ';
        if (char.IsLetterOrDigit(after) || after is '-' or '_' or ':') { return false; }
        position += word.Length;
        return true;
    }

    private bool Take(string token)
    {
        if (string.CompareOrdinal(text, position, token, 0, token.Length) != 0) { return false; }
        position += token.Length;
        return true;
    }

    private void Expect(string token)
    {
        SkipBlank();
        if (!Take(token)) { Error($"'{token}' is wanted"); }
    }

    private void SkipBlank()
    {
        while (Current is ' ' or '\t' or '\r' or '\n') { position++; }
    }

    private void Error(string what) => error ??= new Diagnostic("OT3611", Severity.Error, $"'{text}' is not an XPath that can be followed: at character {position + 1}, {what}")
    {
        Hint = "location paths with names, *, @x, text(), //, ., .. and predicates such as [2] or [@x='y'] are supported; other functions, unions and variables are not",
    };
}
