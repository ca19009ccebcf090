using Hl7.Fhir.FhirPath;
using Hl7.Fhir.Model;
using Hl7.FhirPath;
using Hl7.FhirPath.Expressions;
using Ontotwin.Sources.Fhir;
using Ontotwin.Values;

namespace Ontotwin.Sources;

/// <summary>
/// An expression of FHIRPath (http://hl7.org/fhirpath/N1, with FHIR R4's functions), run by the Firely SDK over its model of a resource; what it gives is found again
/// in the record, with its bytes. Immutable; safe for use by several threads. Making the model reads the resource's bytes once more: about ten times the cost of a path.
/// </summary>
public sealed class FhirPathExpression
{
    /// <summary>The code of what is told of an expression that is not understood.</summary>
    public const string Code = "OT3411";

    private static readonly SymbolTable Symbols = FhirPathFunctions.In(new SymbolTable().AddStandardFP().AddFhirExtensions());
    private readonly CompiledExpression compiled;

    private FhirPathExpression(string text, CompiledExpression compiled, bool isSingle) => (Text, this.compiled, IsSingle) = (text, compiled, isSingle);

    /// <summary>The expression as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether it gives one value at most, by what it ends with (<c>first()</c>, <c>count()</c>, <c>=</c>).</summary>
    public bool IsSingle { get; }

    /// <summary>
    /// Compiles an expression. A diagnostic of code <see cref="Code"/> where it is no FHIRPath, calls a function that does not exist, asks a clock or a server, or names an element
    /// that no type of R4 has.
    /// </summary>
    public static Outcome<FhirPathExpression> Parse(string text)
    {
        try
        {
            var compiler = new FhirPathCompiler(Symbols);
            var parsed = compiler.Parse(text);
            if (FhirPathCheck.ProblemIn(parsed) is { } problem) { return Fail(problem.Message, problem.Hint); }
            return Outcome<FhirPathExpression>.Ok(new FhirPathExpression(text, compiler.Compile(parsed), FhirPathCheck.IsSingle(parsed)));
        }
        // What the compiler throws at expressions that it does not understand.
        catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException or NotSupportedException or NotImplementedException)
        {
            return Fail(Reason(fault.Message), "http://hl7.org/fhirpath/N1 is what it is written in: name.where(use = 'official').given");
        }
    }

    /// <summary>What the expression gives at an element of a FHIR resource, in order; empty for other formats.</summary>
    /// <param name="at">The element, or the resource.</param>
    /// <param name="problem">Why nothing could be computed; null where it could.</param>
    public IReadOnlyList<FhirPathValue> Select(Field at, out string? problem)
    {
        problem = null;
        if (at.Record is not FhirRecord) { return []; }
        if (at.Record is FhirRecord { Part: not null } && at.Parent.IsAbsent) { problem = "the bundle is so long that it is read in parts, none of which knows the others"; return []; }
        if (FhirModel.Around(at) is not { } model) { problem = "the resource cannot be read as FHIR R4"; return []; }
        try
        {
            if (model.At(at) is not { } focus) { return []; }
            var context = new FhirEvaluationContext { Resource = model.Root, RootResource = model.Root };
            var values = new List<FhirPathValue>();
            foreach (var node in compiled([focus], context)) { values.Add(FhirPathValue.Of(node, model)); }
            return values;
        }
        // Its functions throw where they are given what they are not made for, as the specification wants.
        catch (Exception fault) when (FhirModel.IsThrownByModel(fault))
        {
            problem = "it is given what one of its functions is not made for (single() of several, a text in place of a number), or the resource is against R4";
            return [];
        }
    }

    private static Outcome<FhirPathExpression> Fail(string message, string? hint) =>
        Outcome<FhirPathExpression>.Fail(new Diagnostic(Code, Severity.Error, message) { Hint = hint });

    private static string Reason(string message)
    {
        const string Prefix = "Compilation failed: Parsing failure: ";
        return message.StartsWith(Prefix, StringComparison.Ordinal) ? message[Prefix.Length..] : message;
    }
}
