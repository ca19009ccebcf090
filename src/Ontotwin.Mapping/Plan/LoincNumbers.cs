using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// Tells LOINC numbers from other codes with a hyphen: up to seven digits, a hyphen and a check digit by the Mod 10 algorithm (LOINC Users' Guide, "Calculating Mod 10 check digits"). Of
/// other codes of that form one in ten looks so.
/// </summary>
internal static class LoincNumbers
{
    private const int MostDigits = 7;

    public static Value IsNumber(Value value)
    {
        value.Field.MarkRead();
        return Value.OfTruth((value.IsThere && IsNumber(value.AsText().Trim())).ToTruth());
    }

    private static bool IsNumber(string text)
    {
        if (text.Length is < 3 or > MostDigits + 2 || text[^2] != '-' || text[0] == '0' || !char.IsAsciiDigit(text[^1])) { return false; }
        var digits = text.AsSpan(0, text.Length - 2);
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            if (!char.IsAsciiDigit(digits[^(i + 1)])) { return false; }
            // Every second digit counts double from the right, by the digits of the double.
            var digit = (digits[^(i + 1)] - '0') * (i % 2 == 0 ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return (sum + text[^1] - '0') % 10 == 0;
    }
}
