using System.Globalization;
using System.Text;
using Ontotwin.Values;

namespace Ontotwin.Sources.Json;

/// <summary>Reads the text of a JSONPath. One use.</summary>
internal sealed class JsonPathParser(string text)
{
    private const string NotInNames = ".[]()'\",*?$<>=!&|";
    private int position;
    private int nesting;
    private Diagnostic? error;

    private char Current => position < text.Length ? text[position] : '\0';

    public Outcome<JsonPath> Parse()
    {
        if (text.Length is 0 or > JsonLimits.MaxPathLength) { Error($"a path has from 1 to {JsonLimits.MaxPathLength} characters"); }
        var steps = new List<JsonStep>();
        if (Current is '$' or '@') { position++; }
        else if (Current is not ('.' or '[')) { steps.Add(DotStep()); }
        ReadSteps(steps);
        if (error is null && position < text.Length) { Error($"'{Current}' does not belong here"); }
        return error is null ? Outcome<JsonPath>.Ok(new JsonPath(text, [.. steps])) : Outcome<JsonPath>.Fail(error);
    }

    private void ReadSteps(List<JsonStep> steps)
    {
        while (error is null && Current is '.' or '[')
        {
            if (Current == '[') { steps.Add(Brackets()); continue; }
            position++;
            steps.Add(Take(".") ? new DescendantStep(BracketsOrName()) : DotStep());
        }
    }

    private JsonStep BracketsOrName() => Current == '[' ? Brackets() : DotStep();

    private JsonStep DotStep()
    {
        if (Take("*")) { return new WildcardStep(); }
        var start = position;
        while (position < text.Length && !NotInNames.Contains(Current, StringComparison.Ordinal)) { position++; }
        // Only a filter has something after a path, and there blanks stand between.
        var name = nesting > 0 ? text[start..position].TrimEnd() : text[start..position];
        if (name.Length == 0) { Error("a name is wanted"); }
        return new NameStep(name);
    }

    private JsonStep Brackets()
    {
        position++;
        var parts = new List<JsonStep>();
        do
        {
            SkipBlank();
            parts.Add(Selector());
            SkipBlank();
        }
        while (error is null && Take(","));
        Expect("]");
        return parts.Count == 1 ? parts[0] : new UnionStep([.. parts]);
    }

    private JsonStep Selector()
    {
        if (Current is '\'' or '"') { return new NameStep(Quoted()); }
        if (Take("*")) { return new WildcardStep(); }
        if (Take("?")) { return new FilterStep(Or()); }
        var from = Number();
        if (Current != ':')
        {
            if (from is null) { Error("a quoted name, a number, '*' or '?' is wanted"); }
            return new IndexStep(from ?? 0);
        }
        position++;
        var to = Number();
        return new SliceStep(from, to, Take(":") ? Number() ?? 1 : 1);
    }

    private int? Number()
    {
        SkipBlank();
        var start = position;
        if (Current == '-') { position++; }
        while (char.IsAsciiDigit(Current)) { position++; }
        if (start == position) { return null; }
        if (int.TryParse(text.AsSpan(start, position - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) { SkipBlank(); return number; }
        Error("not a whole number");
        return 0;
    }

    private JsonFilter Or()
    {
        List<JsonFilter> parts = [And()];
        while (error is null && Take("||")) { parts.Add(And()); }
        return parts.Count == 1 ? parts[0] : new JunctionFilter([.. parts], all: false);
    }

    private JsonFilter And()
    {
        List<JsonFilter> parts = [Unary()];
        while (error is null && Take("&&")) { parts.Add(Unary()); }
        return parts.Count == 1 ? parts[0] : new JunctionFilter([.. parts], all: true);
    }

    private JsonFilter Unary()
    {
        if (++nesting > JsonLimits.MaxPathNesting) { Error("filters are nested too deeply"); }
        JsonFilter filter;
        SkipBlank();
        if (error is not null) { filter = new JunctionFilter([], all: true); }
        else if (Current == '!' && Next != '=') { position++; filter = new NotFilter(Unary()); }
        else if (Take("(")) { filter = Or(); Expect(")"); }
        else { filter = Comparison(); }
        SkipBlank();
        nesting--;
        return filter;
    }

    private char Next => position + 1 < text.Length ? text[position + 1] : '\0';

    private JsonFilter Comparison()
    {
        var left = Operand();
        SkipBlank();
        foreach (var sign in (ReadOnlySpan<string>)["==", "!=", "<=", ">=", "<", ">"])
        {
            if (Take(sign)) { return new CompareFilter(left, sign, Operand()); }
        }
        if (!left.IsPath) { Error("a comparison is wanted"); }
        return new ExistsFilter(left);
    }

    private JsonOperand Operand()
    {
        SkipBlank();
        if (Current is '\'' or '"') { return new(null, false, new(JsonKind.Text, Quoted(), 0)); }
        if (Current is '@' or '$') { return Path(); }
        foreach (var word in (ReadOnlySpan<string>)["true", "false", "null"])
        {
            if (Take(word)) { return new(null, false, new(word == "null" ? JsonKind.Null : JsonKind.Boolean, word == "null" ? "" : word, 0)); }
        }
        var start = position;
        while (char.IsAsciiDigit(Current) || (position < text.Length && "+-.eE".Contains(Current, StringComparison.Ordinal))) { position++; }
        if (!double.TryParse(text.AsSpan(start, position - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) { Error("a path from '@' or '$', a quoted text, a number, true, false or null is wanted"); }
        return new(null, false, new(JsonKind.Number, "", number));
    }

    private JsonOperand Path()
    {
        var start = position;
        var fromRoot = Current == '$';
        position++;
        var steps = new List<JsonStep>();
        nesting++;
        ReadSteps(steps);
        nesting--;
        return new(new JsonPath(text[start..position], [.. steps]), fromRoot, default);
    }

    private string Quoted()
    {
        var quote = Current;
        var value = new StringBuilder();
        for (position++; position < text.Length && Current != quote; position++)
        {
            if (Current == '\\' && position + 1 < text.Length) { Escape(value); }
            else { value.Append(Current); }
        }
        Expect(quote.ToString());
        return value.ToString();
    }

    private void Escape(StringBuilder value)
    {
        position++;
        if (Current == 'u' && position + 4 < text.Length && ushort.TryParse(text.AsSpan(position + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            value.Append((char)unit);
            position += 4;
            return;
        }
        value.Append(Current switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', var other => other });
    }

    private void SkipBlank()
    {
        while (Current is ' ' or '\t' or '\r' or '\n') { position++; }
    }

    private bool Take(string token)
    {
        SkipBlankBefore(token);
        if (string.CompareOrdinal(text, position, token, 0, token.Length) != 0) { return false; }
        position += token.Length;
        return true;
    }

    private void SkipBlankBefore(string token)
    {
        if (token is "||" or "&&") { SkipBlank(); }
    }

    private void Expect(string token)
    {
        SkipBlank();
        if (!Take(token)) { Error($"'{token}' is wanted"); }
    }

    private void Error(string what) => error ??= new Diagnostic("OT3511", Severity.Error, $"'{text}' is not a JSONPath that can be followed: at character {position + 1}, {what}")
    {
        Hint = "$, .name, ['name'], [n], [from:to:step], [*], ..name and filters [?(@.a == 'b')] are supported; functions are not",
    };
}
