using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Ontotwin.Language;
using Ontotwin.Sources;
using Ontotwin.Sources.Hl7v2;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary>One step of a compiled path, with the steps after it.</summary>
internal abstract class Walker(Walker? next)
{
    /// <summary>Compiles the steps of a path; null for none.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="atRecord">Whether they start at the record itself, whose own name the first may say.</param>
    /// <param name="compiler">Compiles conditions.</param>
    public static Walker? Of(ImmutableArray<PathStep> steps, bool atRecord, ExpressionCompiler compiler)
    {
        if (steps.IsEmpty) { return null; }
        // `resource.ofType(T)` of a bundle is looked up, not searched: each rule would pass over every entry.
        if (atRecord && steps is [ChildStep { Name: "resource" }, OfTypeStep type, ..])
        {
            var after = Of(steps[2..], false, compiler);
            return new TypedResourcesWalker(type.Type, new ResourceWalker(new TypeWalker(type.Type, compiler.Scope.Resources.Reads(type.Type, after))), after);
        }
        var numbers = atRecord ? [] : PartNumbers(steps);
        var next = Of(steps[Math.Max(1, numbers.Length)..], false, compiler);
        if (numbers.Length == 0) { return Of(steps[0], atRecord, next, compiler); }
        var named = next;
        for (var i = numbers.Length - 1; i >= 0; i--) { named = Of(steps[i], false, named, compiler); }
        return new PartsWalker(numbers, named!, next);
    }

    private static Walker Of(PathStep step, bool atRecord, Walker? next, ExpressionCompiler compiler) => step switch
    {
        ChildStep { Name: "resource" } when atRecord => new ResourceWalker(compiler.Scope.Resources.Reads(ResourcesRead.Every, next)),
        ChildStep child when atRecord => new RecordChildWalker(child.Name, next),
        ChildStep child => new ChildWalker(child.Name, next),
        BelowStep below => new BelowWalker(below.Name, next),
        UpStep => new UpWalker(next),
        FollowingStep following => new FollowingWalker(following.Name, next),
        SegmentStep segment => new SegmentWalker(segment.Name, next),
        OfTypeStep type => new TypeWalker(type.Type, compiler.Scope.Resources.Reads(type.Type, next)),
        ResolveStep => new ResolveWalker(next),
        FhirPathStep asked => new FhirPathWalker(FhirPathExpression.Parse(asked.Expression).Value!, atRecord ? compiler.Scope.Resources.Reads(ResourcesRead.Every, next) : next),
        FilterStep filter => new FilterWalker(compiler.Compile(filter.Condition), next),
        _ => new NothingWalker(next),
    };

    // The numbers of HL7 v2 parts that a path begins with (`-5.1.2`).
    private static int[] PartNumbers(ImmutableArray<PathStep> steps) =>
        [.. steps.TakeWhile(s => s is ChildStep child && int.TryParse(child.Name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(s => int.Parse(((ChildStep)s).Name, CultureInfo.InvariantCulture))];

    /// <summary>Hands on what the step reaches from a field; true when no more are wanted.</summary>
    public abstract bool Visit(Frame frame, Field at, ref Walk walk);

    protected bool Pass(Frame frame, Field reached, ref Walk walk) =>
        frame.Hides(reached) ? walk.Refuse() : PassAnyway(frame, reached, ref walk);

    // For steps after which it is not told yet whether the map wants what was reached.
    private bool PassAnyway(Frame frame, Field reached, ref Walk walk) => next is null ? walk.Take(reached) : next.Visit(frame, reached, ref walk);

    protected bool PassChildren(Frame frame, Field at, ChildName name, ref Walk walk)
    {
        var any = false;
        foreach (var child in at.Record?.Format == SourceFormat.Hl7v2 ? Hl7v2Groups.All(at, name.Name) : at.All(name.Name))
        {
            any = true;
            if (Pass(frame, child, ref walk)) { return true; }
        }
        return !any && name.AttributeOf(at) is { IsAbsent: false } attribute && Pass(frame, attribute, ref walk);
    }

    private sealed class ChildWalker(string child, Walker? next) : Walker(next)
    {
        private readonly ChildName name = new(child);

        public override bool Visit(Frame frame, Field at, ref Walk walk) => PassChildren(frame, at, name, ref walk);
    }

    // A FHIR path begins with the type of the resource that it is about.
    private sealed class RecordChildWalker(string child, Walker? next) : Walker(next)
    {
        private readonly ChildName name = new(child);

        public override bool Visit(Frame frame, Field at, ref Walk walk) =>
            frame.Record.Format == SourceFormat.Fhir && child == frame.Record.Type ? Pass(frame, at, ref walk) : PassChildren(frame, at, name, ref walk);
    }

    private sealed class ResourceWalker(Walker? next) : Walker(next)
    {
        private static readonly ChildName Name = new("resource");
        private readonly bool isOfType = next is TypeWalker;

        public override bool Visit(Frame frame, Field at, ref Walk walk)
        {
            if (frame.Record.Format != SourceFormat.Fhir) { return PassChildren(frame, at, Name, ref walk); }
            foreach (var resource in PathEvaluator.Resources(at))
            {
                if (isOfType ? PassAnyway(frame, resource, ref walk) : Pass(frame, resource, ref walk)) { return true; }
            }
            return false;
        }
    }

    private sealed class SegmentWalker(string name, Walker? next) : Walker(next)
    {
        public override bool Visit(Frame frame, Field at, ref Walk walk)
        {
            if (Hl7v2Path.IsSegment(at, name)) { return Pass(frame, at, ref walk); }
            foreach (var segment in Hl7v2Path.SegmentsUnder(at, name))
            {
                if (Pass(frame, segment, ref walk)) { return true; }
            }
            return false;
        }
    }

    // A run of HL7 v2 parts is one walk, without looking names up; records of other formats have children of such names too.
    private sealed class PartsWalker(int[] numbers, Walker named, Walker? next) : Walker(next)
    {
        public override bool Visit(Frame frame, Field at, ref Walk walk) =>
            at.Record is Hl7v2Record record ? Descend(frame, record, at.Node, 0, ref walk) : named.Visit(frame, at, ref walk);

        private bool Descend(Frame frame, Hl7v2Record record, int node, int depth, ref Walk walk)
        {
            var number = numbers[depth];
            for (var part = record.FirstPart(node, number); part >= 0; part = record.NextPart(part, number))
            {
                if (depth + 1 < numbers.Length ? Descend(frame, record, part, depth + 1, ref walk) : Pass(frame, record.At(part), ref walk)) { return true; }
                // An undivided part stands for its own first: it is the only one.
                if (part == node) { return false; }
            }
            return false;
        }
    }

    // In document order, the place itself left out.
    private sealed class BelowWalker(string name, Walker? next) : Walker(next)
    {
        public override bool Visit(Frame frame, Field at, ref Walk walk)
        {
            if (at.Record is not { } record) { return false; }
            for (var node = After(record, at.Node, at.Node); node >= 0; node = After(record, node, at.Node))
            {
                if (record.NameOf(node) == name && Pass(frame, record.FieldAt(node), ref walk)) { return true; }
            }
            return false;
        }

        private static int After(SourceRecord record, int node, int top)
        {
            if (record.FirstChild(node, null) is >= 0 and var child) { return child; }
            for (; node != top; node = record.ParentOf(node))
            {
                if (record.NextSibling(node, null) is >= 0 and var sibling) { return sibling; }
            }
            return -1;
        }
    }

    private sealed class UpWalker(Walker? next) : Walker(next)
    {
        public override bool Visit(Frame frame, Field at, ref Walk walk) => at.Parent is { IsAbsent: false } around && Pass(frame, around, ref walk);
    }

    // What a segment without a group is about is told by the last one before it: in an A17, which PID.
    private sealed class FollowingWalker(string name, Walker? next) : Walker(next)
    {
        public override bool Visit(Frame frame, Field at, ref Walk walk)
        {
            for (var segment = Hl7v2Path.SegmentAfter(at); !segment.IsAbsent && segment.Name != at.Name; segment = Hl7v2Path.SegmentAfter(segment))
            {
                if (segment.Name == name && Pass(frame, segment, ref walk)) { return true; }
            }
            return false;
        }
    }

    private sealed class TypeWalker(string type, Walker? next) : Walker(next)
    {
        private readonly byte[] utf8 = Encoding.UTF8.GetBytes(type);

        public override bool Visit(Frame frame, Field at, ref Walk walk)
        {
            var isOfType = at.First("resourceType") is { IsAbsent: false } named ? named.Utf8.SequenceEqual(utf8) : at.Record?.Type == type && at.Node == 0;
            return isOfType && Pass(frame, at, ref walk);
        }
    }

    // A bundle's own resources by its index; what a rule runs on otherwise (one resource, another format) is walked.
    private sealed class TypedResourcesWalker(string type, Walker walked, Walker? next) : Walker(next)
    {
        public override bool Visit(Frame frame, Field at, ref Walk walk)
        {
            if (at.Node != 0 || at.Record is not { Format: SourceFormat.Fhir, Type: "Bundle" } bundle) { return walked.Visit(frame, at, ref walk); }
            var resources = FhirResources.OfType(bundle, type);
            for (var i = 0; i < resources.Count; i++)
            {
                if (Pass(frame, resources[i], ref walk)) { return true; }
            }
            return false;
        }
    }

    private sealed class ResolveWalker(Walker? next) : Walker(next)
    {
        public override bool Visit(Frame frame, Field at, ref Walk walk) =>
            FhirReferences.Resolve(at) is { IsAbsent: false } target && Pass(frame, target, ref walk);
    }

    // What it computes stands nowhere: it comes from the element that it was asked of.
    private sealed class FhirPathWalker(FhirPathExpression expression, Walker? next) : Walker(next)
    {
        private readonly bool isLast = next is null;

        public override bool Visit(Frame frame, Field at, ref Walk walk)
        {
            var values = expression.Select(at, out var problem);
            if (problem is not null)
            {
                frame.Report("OT4225", at, $"'{expression.Text}' cannot be computed here: {problem}", "say which one is meant (first(), where(…)), or ask before (exists())");
            }
            foreach (var value in values)
            {
                if (value.Kind == FhirPathKind.Element ? Pass(frame, value.Field, ref walk) : isLast && TakeComputed(frame, at, value, ref walk)) { return true; }
            }
            return false;
        }

        private static bool TakeComputed(Frame frame, Field at, FhirPathValue value, ref Walk walk) => frame.Hides(at) ? walk.Refuse() : walk.Take(value.Kind switch
        {
            FhirPathKind.Number => Value.OfNumber(value.Number, at),
            FhirPathKind.Truth => Value.OfTruth((value.Text == "true").ToTruth(), at),
            _ => Value.OfText(value.Text, at),
        });
    }

    private sealed class FilterWalker(Func<Frame, Value> condition, Walker? next) : Walker(next)
    {
        public override bool Visit(Frame frame, Field at, ref Walk walk)
        {
            var outer = frame.Here;
            frame.Here = at;
            var holds = condition(frame).Truth == Truth.True;
            frame.Here = outer;
            return holds && Pass(frame, at, ref walk);
        }
    }

    private sealed class NothingWalker(Walker? next) : Walker(next)
    {
        public override bool Visit(Frame frame, Field at, ref Walk walk) => false;
    }
}
