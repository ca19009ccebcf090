using Antlr4.Runtime;
using Ontotwin.Values;

namespace Ontotwin.Language.Binding;

/// <summary>What can be said of two units before any number is there.</summary>
internal static class UnitChecks
{
    /// <summary>Reports units that do not measure the same thing, or do so only by a formula that is wrong for the substance; says nothing of what is no unit.</summary>
    public static void Meet(BindingScope scope, ParserRuleContext at, string left, string right, Substance substance, string hint)
    {
        if (!UcumUnit.TryParse(left, out var a, out _) || !UcumUnit.TryParse(right, out var b, out _) || substance.TryConvert(1, a, b, out _)) { return; }
        if (substance.HazardOf(a, b) is { } hazard) { scope.Report(hazard.Code, at, hazard.Message, hazard.Hint); }
        else if (!a.IsCommensurableWith(b)) { scope.Report("OT2203", at, $"'{left}' and '{right}' do not measure the same thing", hint); }
    }
}
