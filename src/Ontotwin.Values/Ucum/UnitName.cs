using System.Text;

namespace Ontotwin.Values.Ucum;

/// <summary>A unit's code in words, in the form of the published functional tests of UCUM.</summary>
internal static class UnitName
{
    /// <summary>The words of a valid code; <c>(unity)</c> of an empty one.</summary>
    internal static string Of(ReadOnlySpan<char> code)
    {
        if (code.Length == 0) { return "(unity)"; }
        var text = new StringBuilder();
        while (code.Length > 0)
        {
            var c = code[0];
            var length = c is '.' or '/' or '(' or ')' ? 1 : c == '{' ? code.IndexOf('}') + 1 : SymbolLength(code);
            text.Append(c switch { '.' => " * ", '/' => text.Length == 0 ? "1 / " : " / ", '(' => "(", ')' => ")", '{' => "", _ => Symbol(code[..length]) });
            code = code[length..];
        }
        return text.Length == 0 || text.Equals("1") ? "(unity)" : text.ToString();
    }

    /// <summary>The symbols of a code without their exponents and annotations, each with whether it stands below a fraction line.</summary>
    internal static List<(string Symbol, bool IsDivisor)> Symbols(ReadOnlySpan<char> code)
    {
        var symbols = new List<(string, bool)>();
        var divides = false;
        while (code.Length > 0)
        {
            var c = code[0];
            var length = c is '.' or '/' or '(' or ')' ? 1 : c == '{' ? code.IndexOf('}') + 1 : SymbolLength(code);
            if (c is '.' or '/') { divides = c == '/'; }
            else if (c is not ('(' or ')' or '{')) { symbols.Add((Parts(code[..length]).Atom, divides != Parts(code[..length]).Exponent.StartsWith('-'))); }
            code = code[length..];
        }
        return symbols;
    }

    private static string Symbol(ReadOnlySpan<char> symbol)
    {
        if (symbol.IndexOfAnyExceptInRange('0', '9') < 0) { return symbol.ToString(); }
        var (atom, exponent) = Parts(symbol);
        return exponent.Length == 0 ? $"({Word(atom)})" : $"({Word(atom)} ^ {exponent.TrimStart('+')})";
    }

    private static string Word(string atom)
    {
        var essence = Essence.Instance;
        if (essence.TryGetAtom(atom, out var found)) { return found.Name; }
        for (var length = 2; length > 0; length--)
        {
            if (atom.Length > length && essence.PrefixNames.TryGetValue(atom[..length], out var prefix) && essence.TryGetAtom(atom.AsSpan(length), out found)) { return prefix + found.Name; }
        }
        return atom;
    }

    private static (string Atom, string Exponent) Parts(ReadOnlySpan<char> symbol)
    {
        var end = symbol.Length;
        while (end > 0 && char.IsAsciiDigit(symbol[end - 1])) { end--; }
        if (end == 0 || end == symbol.Length) { return (symbol.ToString(), ""); }
        if (symbol[end - 1] is '+' or '-') { end--; }
        return (symbol[..end].ToString(), symbol[end..].ToString());
    }

    private static int SymbolLength(ReadOnlySpan<char> code)
    {
        var bracket = false;
        for (var i = 0; i < code.Length; i++)
        {
            if (code[i] is '[' or ']') { bracket = code[i] == '['; }
            else if (!bracket && code[i] is '.' or '/' or '(' or ')' or '{' or '}') { return i; }
        }
        return code.Length;
    }
}
