using System.Globalization;
using System.Numerics;

namespace Ontotwin.Values.Ucum;

/// <summary>The grammar of UCUM unit expressions (specification, sections 7–14), by recursive descent.</summary>
internal ref struct UcumParser
{
    private readonly ReadOnlySpan<char> text;
    private int position;
    private int depth;
    private string? why;

    private UcumParser(string text) => this.text = text;

    /// <summary>The meaning of a code; null, with the reason, when it is not one.</summary>
    internal static UnitMeaning? Parse(string code, out string? why)
    {
        if (code.Length == 0) { why = "the unit is empty"; return null; }
        if (code.Length > Limits.CodeLength) { why = $"a unit has at most {Limits.CodeLength} characters"; return null; }
        var parser = new UcumParser(code);
        var meaning = parser.MainTerm();
        if (meaning is not null && parser.position < code.Length) { meaning = parser.Fail($"'{code[parser.position]}' does not continue a unit"); }
        why = parser.why;
        return meaning;
    }

    private UnitMeaning? MainTerm()
    {
        if (!At('/')) { return Term(); }
        position++;
        return Component() is { } first ? Rest(UnitMeaning.One.Times(first, -1)) : null;
    }

    private UnitMeaning? Term() => Component() is { } first ? Rest(first) : null;

    private UnitMeaning? Rest(UnitMeaning left)
    {
        while (At('.') || At('/'))
        {
            var power = text[position++] == '.' ? 1 : -1;
            if (Component() is not { } right) { return null; }
            left = left.Times(right, power);
            if (left.Factor.IsTooLarge) { return Fail("the unit's factor is too large"); }
        }
        return left;
    }

    private UnitMeaning? Component()
    {
        if (At('(')) { return Parenthesized(); }
        if (At('{')) { return Annotation() ? UnitMeaning.One : null; }
        var length = SymbolLength();
        if (length == 0) { return Fail(position < text.Length ? $"a unit was expected before '{text[position]}'" : "a unit was expected at the end"); }
        var symbol = text.Slice(position, length);
        position += length;
        var meaning = symbol.IndexOfAnyExceptInRange('0', '9') < 0 ? Factor(symbol) : Powered(symbol);
        return meaning is not null && At('{') && !Annotation() ? null : meaning;
    }

    private UnitMeaning? Parenthesized()
    {
        if (++depth > Limits.NestingDepth) { return Fail($"parentheses nest deeper than {Limits.NestingDepth}"); }
        position++;
        var inner = MainTermInside();
        if (inner is null) { return null; }
        if (!At(')')) { return Fail("')' is missing"); }
        position++;
        depth--;
        return inner;
    }

    private UnitMeaning? MainTermInside() => At('/') ? Fail("'/' may begin only the whole unit") : Term();

    private bool Annotation()
    {
        var end = text[position..].IndexOf('}');
        if (end < 0) { Fail("'}' is missing"); return false; }
        var inside = text.Slice(position + 1, end - 1);
        if (inside.IndexOfAnyExceptInRange('!', '~') >= 0 || inside.Contains('{'))
        {
            Fail("an annotation holds printable ASCII without blanks or braces");
            return false;
        }
        position += end + 1;
        return true;
    }

    // Up to the next operator outside square brackets: brackets belong to the atom (B[10.nV], [m/s2/Hz^(1/2)]).
    private readonly int SymbolLength()
    {
        var bracket = false;
        for (var i = position; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '[') { bracket = true; }
            else if (c == ']') { bracket = false; }
            else if (!bracket && c is '.' or '/' or '(' or ')' or '{' or '}') { return i - position; }
        }
        return text.Length - position;
    }

    private UnitMeaning? Factor(ReadOnlySpan<char> digits)
    {
        if (digits.Length > Limits.FactorDigits) { return Fail($"a number in a unit has at most {Limits.FactorDigits} digits"); }
        var number = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        return number.IsZero ? UnitMeaning.One with { IsMeaningless = true } : number.IsOne ? UnitMeaning.One : new(new(number, 1), Dimension.None);
    }

    private UnitMeaning? Powered(ReadOnlySpan<char> symbol)
    {
        var end = symbol.Length;
        while (end > 0 && char.IsAsciiDigit(symbol[end - 1])) { end--; }
        var digits = symbol[end..];
        if (digits.Length > 0 && end > 0 && symbol[end - 1] is '+' or '-') { end--; }
        if (Simple(symbol[..end]) is not { } meaning) { return null; }
        if (digits.Length == 0) { return meaning; }
        if (digits.Length > 2) { return Fail($"an exponent is at most {Limits.Exponent}"); }
        var exponent = int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        return UnitMeaning.One.Times(meaning, symbol[end] == '-' ? -exponent : exponent);
    }

    private UnitMeaning? Simple(ReadOnlySpan<char> symbol)
    {
        var essence = Essence.Instance;
        if (essence.TryGetAtom(symbol, out var atom)) { return atom.Meaning; }
        var prefixes = essence.Prefixes.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(2, symbol.Length - 1); length > 0; length--)
        {
            if (!prefixes.TryGetValue(symbol[..length], out var prefix) || !essence.TryGetAtom(symbol[length..], out atom)) { continue; }
            if (!atom.IsMetric) { return Fail($"'{atom.Code}' takes no prefix"); }
            return atom.Meaning.Special is null
                ? atom.Meaning with { Factor = atom.Meaning.Factor * prefix }
                : atom.Meaning with { ScalePrefix = prefix };
        }
        return Fail($"UCUM has no unit '{symbol}'");
    }

    private readonly bool At(char c) => position < text.Length && text[position] == c;

    private UnitMeaning? Fail(string reason)
    {
        why ??= reason;
        return null;
    }
}
