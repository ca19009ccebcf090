using System.Collections.Immutable;
using Antlr4.Runtime;
using Ontotwin.Language.Generated;
using Ontotwin.Language.Syntax;
using Ontotwin.Sources;

namespace Ontotwin.Language.Binding;

/// <summary>Binds a path of source fields against the schema, step by step, and knows afterwards whether it may meet several values.</summary>
internal sealed class PathBinder(BindingScope scope, MapScope names, MapExpressionBinder expressions)
{
    private readonly ImmutableArray<PathStep>.Builder steps = ImmutableArray.CreateBuilder<PathStep>();
    private SourceShape? shape;
    private bool known = true;

    /// <summary>The place that the path ends at; null when the schema does not know it.</summary>
    public SourceShape? Shape => shape;

    /// <summary>Whether it may meet several values.</summary>
    public bool Repeats { get; private set; }

    /// <summary>Binds a path whose head is not a call, node or site. Null after a report.</summary>
    public PathExpression? Bind(TwinParser.PathContext path)
    {
        var start = Head(path.pathHead());
        foreach (var step in path.pathStep())
        {
            if (!Step(step)) { return null; }
        }
        if (!known) { return null; }
        var bound = new PathExpression(start, steps.ToImmutable()) { Span = scope.SpanOf(path), Written = path.GetText() };
        return IdentifierFields.IsOne(bound, names) ? bound with { IsIdentifier = true } : bound;
    }

    private string? Head(TwinParser.PathHeadContext head)
    {
        switch (head)
        {
            case TwinParser.SegmentHeadContext segment:
                shape = names.Root;
                SegmentField(segment, segment.SEGMENT_FIELD().GetText());
                return null;
            case TwinParser.ComponentHeadContext component:
                RelativeTo(component);
                Child(component, component.COMPONENT().GetText()[1..]);
                return ".";
            case TwinParser.RelativeHeadContext relative:
                RelativeTo(relative);
                Child(relative, SyntaxText.Name(relative.name()));
                return ".";
            case TwinParser.CallHeadContext call:
                shape = names.Root;
                if (SyntaxText.Name(call.name()) == "fhirpath") { FhirPath(call, call.arguments()); }
                else { Deep(call, call.arguments()); }
                return null;
            case TwinParser.NameHeadContext named:
                var start = NameHead(named);
                foreach (var group in named.GROUP_STEP()) { Below(named, group.GetText()[1..]); }
                return start;
            default:
                return null;
        }
    }

    private string? NameHead(TwinParser.NameHeadContext head)
    {
        var name = SyntaxText.Name(head.name());
        if (names.TryVariable(name, out var found, out var qualified))
        {
            shape = found;
            return qualified;
        }
        shape = names.Root;
        // What was to be a loop or a node of that name could not be read.
        if (scope.IsLost(name)) { (known, shape) = (false, null); scope.Unsure.Add(scope.SpanOf(head)); return null; }
        if (name == "null") { Fail("OT1202", head, "there is no 'null'", "a field that is not there says nothing: leave it out, or ask exists(x)"); }
        else { Child(head, name, names.Names); }
        return null;
    }

    private void RelativeTo(ParserRuleContext at)
    {
        shape = names.Here;
        if (!names.HasHere) { Fail("OT1204", at, "a relative path has nothing here to be relative to", "it may stand in a filter '[…]' or after 'each'"); }
    }

    private bool Step(TwinParser.PathStepContext step)
    {
        switch (step)
        {
            case TwinParser.NameStepContext { } named:
                NameStep(named);
                break;
            case TwinParser.SegmentStepContext segment:
                SegmentField(segment, segment.SEGMENT_FIELD().GetText());
                break;
            case TwinParser.ComponentStepContext component:
                Child(component, component.COMPONENT().GetText()[1..]);
                break;
            case TwinParser.GroupStepContext group:
                Below(group, group.GROUP_STEP().GetText()[1..]);
                break;
            case TwinParser.CallStepContext call:
                CallStep(call);
                break;
            case TwinParser.FilterStepContext filter:
                var condition = expressions.Bind(filter.expression(), names.At(shape));
                if (condition is null) { return false; }
                steps.Add(new FilterStep(condition));
                Repeats = false;
                break;
        }
        return true;
    }

    private void NameStep(TwinParser.NameStepContext step)
    {
        var name = SyntaxText.Name(step.name());
        if (name is "first" or "last" && shape?.Child(name) is null)
        {
            steps.Add(new PickStep(name == "last"));
            Repeats = false;
            return;
        }
        Child(step, name);
    }

    private void CallStep(TwinParser.CallStepContext call)
    {
        var name = SyntaxText.Name(call.name());
        var argument = call.arguments().expression() is [var only] ? only.GetText() : null;
        switch (name)
        {
            case "ofType" when argument is not null:
                steps.Add(new OfTypeStep(argument));
                if (shape is null) { return; }
                var narrowed = shape.OfType(argument);
                if (narrowed is null) { Fail("OT1203", call, $"{shape.Name} is never a {argument}", Suggest.From(argument, FhirSchema.ResourceNames)); }
                shape = narrowed;
                return;
            case "below":
                Deep(call, call.arguments());
                return;
            case "fhirpath":
                FhirPath(call, call.arguments());
                return;
            case "up" when call.arguments().expression().Length == 0 && !IsFlat:
                steps.Add(new UpStep());
                shape = names.Format == SourceFormat.Dicom ? shape ?? names.Root : null;
                return;
            case "following" when argument is not null && names.Format == SourceFormat.Hl7v2:
                Segment(call, argument, names.Root);
                steps[^1] = new FollowingStep(argument);
                Repeats = true;
                return;
            // Of a map whose source is not known nothing is told.
            case "following" when argument is not null && names.Format == SourceFormat.Unknown:
                steps.Add(new FollowingStep(argument));
                shape = null;
                return;
            case "resolve" when call.arguments().expression().Length == 0:
                steps.Add(new ResolveStep());
                shape = null;
                return;
            default:
                Fail("OT1205", call, $"'.{name}(…)' is not a step that paths have", "paths have .ofType(Type), .resolve(), .fhirpath(\"…\"), .below(name), .up(), .following(SEG), .first, .last, .name and [filter]");
                return;
        }
    }

    // `fhirpath("name.where(use = 'official')")`: what it reaches is known when it runs.
    private void FhirPath(ParserRuleContext at, TwinParser.ArgumentsContext arguments)
    {
        if (arguments.expression() is not [var only] || expressions.Bind(only, names) is not TextLiteral text)
        {
            Fail(FhirPathExpression.Code, at, "'fhirpath' wants one text, which is known before any record is read", "fhirpath(\"name.where(use = 'official').given\")");
            return;
        }
        if (names.Format is not (SourceFormat.Fhir or SourceFormat.Unknown))
        {
            Fail(FhirPathExpression.Code, at, "'fhirpath' is of FHIR, and this map reads another format", "paths and filters do it there: x[.system = \"a\"].value");
            return;
        }
        var parsed = FhirPathExpression.Parse(text.Value);
        if (!parsed.IsOk) { Fail(FhirPathExpression.Code, only, parsed.Diagnostics[0].Message, parsed.Diagnostics[0].Hint); return; }
        steps.Add(new FhirPathStep(text.Value));
        Repeats |= !parsed.Value.IsSingle;
        shape = null;
    }

    // `below(section)`: sections in sections, content items in content items.
    private void Deep(ParserRuleContext at, TwinParser.ArgumentsContext arguments)
    {
        if (arguments.expression() is not [var only])
        {
            Fail("OT1205", at, "'below' wants the one name that it looks for", "below(ContentSequence)");
            return;
        }
        if (IsFlat)
        {
            Fail("OT1205", at, "'below' looks for what stands in itself, which nothing in this format does", "leave it out: a segment is found wherever it stands");
            return;
        }
        Child(at, only.GetText());
        steps[^1] = new BelowStep(only.GetText());
        Repeats = true;
    }

    // `OBX-5`: the segment anywhere below, then its field.
    private void SegmentField(ParserRuleContext at, string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        Segment(at, text[..dash]);
        Child(at, text[(dash + 1)..]);
    }

    private void Segment(ParserRuleContext at, string name) => Segment(at, name, shape);

    private void Segment(ParserRuleContext at, string name, SourceShape? within)
    {
        steps.Add(new SegmentStep(name));
        if (within is null || !known) { return; }
        if (within.Segment(name) is not { } step) { Fail("OT1201", at, $"{within.Name} has no segment {name}", Suggest.From(name, within.ChildNames.Concat(within.NamesBelow))); return; }
        scope.Fields?.Add((scope.SpanOf(at), within.DescribeSegment(name)));
        Repeats |= step.Repeats;
        shape = step.Shape;
    }

    // `/OBSERVATION`, `/NTE`: a group, or a segment of the group itself and not of the groups below it.
    private void Below(ParserRuleContext at, string name)
    {
        if (names.Format != SourceFormat.Hl7v2 || !IsSegmentName(name)) { Child(at, name); return; }
        Segment(at, name);
        steps[^1] = new ChildStep(name);
    }

    private void Child(ParserRuleContext at, string name, IEnumerable<string>? others = null)
    {
        if (names.Format == SourceFormat.Hl7v2 && IsSegmentName(name))
        {
            Segment(at, name);
            return;
        }
        steps.Add(new ChildStep(name));
        if (shape is null || !known) { return; }
        if (shape.Child(name) is not { } step) { Fail("OT1202", at, $"{shape.Name} has no '{name}'", Suggest.From(name, shape.ChildNames.Concat(shape.NamesBelow).Concat(others ?? [])) ?? shape.Extent); return; }
        scope.Fields?.Add((scope.SpanOf(at), shape.Describe(name)));
        Repeats |= step.Repeats;
        shape = step.Shape;
    }

    internal static bool IsSegmentName(string name) =>
        name.Length == 3 && char.IsAsciiLetterUpper(name[0]) && name.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    // Formats in which nothing stands within itself.
    private bool IsFlat => names.Format is SourceFormat.Hl7v2 or SourceFormat.Csv;

    private void Fail(string code, ParserRuleContext at, string message, Hint? hint)
    {
        if (known) { scope.Report(code, at, message, hint); }
        known = false;
    }
}
