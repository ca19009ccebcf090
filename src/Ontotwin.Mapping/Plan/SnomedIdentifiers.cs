using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>
/// Tells identifiers of SNOMED CT concepts from other numbers: 6 to 18 digits, the partition 00 or 10 before the last, and a check digit by Verhoeff (SNOMED CT
/// Release File Specification, 6). Of other numbers of that length one in five hundred looks so.
/// </summary>
internal static class SnomedIdentifiers
{
    private static readonly int[][] Permutations = MakePermutations();

    public static Value IsConcept(Value value)
    {
        value.Field.MarkRead();
        return Value.OfTruth((value.IsThere && IsConcept(value.AsText().Trim())).ToTruth());
    }

    private static bool IsConcept(string text) =>
        text.Length is >= 6 and <= 18 && text[0] != '0' && text.All(char.IsAsciiDigit) && (text[^3] is '0' or '1') && text[^2] == '0' && Check(text) == 0;

    private static int Check(string digits)
    {
        var check = 0;
        for (var i = 0; i < digits.Length; i++) { check = Multiply(check, Permutations[i % 8][digits[^(i + 1)] - '0']); }
        return check;
    }

    // The dihedral group of the pentagon: 0 to 4 turn, 5 to 9 turn and reflect.
    private static int Multiply(int a, int b) => (a < 5, b < 5) switch
    {
        (true, true) => (a + b) % 5,
        (true, false) => 5 + ((a + b) % 5),
        (false, true) => 5 + ((a - b) % 5),
        _ => (a - b + 5) % 5,
    };

    private static int[][] MakePermutations()
    {
        int[] step = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
        var made = new int[8][];
        made[0] = [.. Enumerable.Range(0, 10)];
        for (var i = 1; i < made.Length; i++) { made[i] = [.. step.Select(j => made[i - 1][j])]; }
        return made;
    }
}
