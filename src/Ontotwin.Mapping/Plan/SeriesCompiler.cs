using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Sources;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary><c>series …</c>, compiled: one sample a record. A record without the value says nothing; one with a bad value is a reject.</summary>
internal sealed class SeriesCompiler : IStatement
{
    private readonly SeriesStatement statement;
    private readonly LiftingRule rule;
    private readonly KeyCompiler key;
    private readonly Func<Frame, Value> subject;
    private readonly Func<Frame, Value> at;
    private readonly Func<Frame, Value> value;
    private readonly GuardCompiler? guard;
    private readonly InstantReader instants;
    private readonly QuantityConverter quantity;
    private readonly MappingServices services;
    private readonly RunTrace? trace;
    private LastSeries? last;

    public SeriesCompiler(SeriesStatement statement, MapDeclaration map, ExpressionCompiler compiler)
    {
        (this.statement, services) = (statement, compiler.Scope.Services);
        rule = compiler.Scope.Rule(statement.Name);
        trace = services.Trace;
        key = new KeyCompiler(statement.Class.Iri, statement.Key, compiler);
        subject = compiler.Compile(statement.Subject);
        at = compiler.Compile(statement.At);
        value = compiler.Compile(statement.Value);
        guard = GuardCompiler.Of(statement.Guard, rule.Name, compiler);
        instants = new InstantReader(statement.AtConversion, ValueWriters.FormsOf(statement.At, map), compiler);
        var conversion = statement.Conversions.OfType<AsConversion>().FirstOrDefault() ?? new AsConversion("quantity", new QuantityLiteral(1, "1"), null, null, null);
        quantity = new QuantityConverter(conversion, statement.Conversions.OfType<CheckConversion>().FirstOrDefault() ?? new CheckConversion(null, null), map.Source.Csv, statement.Class.Iri, compiler);
    }

    public void Run(Frame frame)
    {
        if (guard?.Holds(frame) == false) { trace?.Add(frame, rule, StepOutcome.GuardFalse, default, null); return; }
        var read = value(frame);
        if (!read.IsThere) { trace?.Add(frame, rule, BindingCompiler.Outcome(read, isKept: true, isWritten: false), read.Field, null); return; }
        if (key.Make(frame, out var place) is not { } made) { Reject(frame, "OT4104", place, KeyCompiler.Problem(statement.Name, place)); return; }
        if (subject(frame).Node is not { } person) { Reject(frame, "OT4106", place, "nobody is named whose series it is"); return; }
        var instant = at(frame);
        if (instants.IsDoubtful(frame, instant)) { Reject(frame, InstantReader.DoubtfulCode, instant.Field, InstantReader.Doubtful); return; }
        if (!instant.IsThere || instants.ReadTerm(frame, instant) is not { } when) { Reject(frame, "OT4204", instant.Field, "the sample's time is missing or not of the declared form"); return; }
        var converted = quantity.Read(frame, read, null);
        if (converted.Quantity is not { } sample) { Reject(frame, converted.Problem!.Value.Code, read.Field, converted.Problem.Value.Message); return; }
        if (converted.Remark is { } unitless) { Reject(frame, unitless.Code, read.Field, "a sample without a unit, of something that no unit is known for"); return; }
        if (sample.Comparator != Comparator.None) { Reject(frame, "OT4302", read.Field, "a sample is one number: the comparator of this value would be lost"); return; }
        // A series belongs to one person: the same device worn by another is another series.
        if (services.Identities.HasLoans && TwinId.OfSubject(person) is var lent && services.Identities.IsLent(lent))
        {
            if (services.Identities.HolderAt(lent, when.Date, out var why) is not { } holder) { Reject(frame, Mapping.Reject.LentCode, place, $"the key is a person's for a time only, and {why}"); return; }
            frame.Holders.Add((lent, holder));
            person = holder.Subject;
        }
        when.TellClock(frame, instant.Field);
        var (series, twin) = SeriesOf(made.Node, person);
        trace?.Add(frame, rule, StepOutcome.Wrote, read.Field, MappedSample.NodeOf(series, when.Date.Earliest));
        frame.Samples.Add(new PendingSample(series, statement.Class.Iri, twin, sample.Unit, when.Date, sample.Value, frame.From(read.Field, rule), frame.Record.Number));
    }

    private void Reject(Frame frame, string code, Field at, string reason)
    {
        frame.RejectAt(code, at, rule, reason);
        trace?.Add(frame, rule, StepOutcome.Rejected, at, null);
    }

    // The same pair comes with nearly every record: the last one is remembered.
    private (Iri Series, TwinId Twin) SeriesOf(Iri node, Iri person)
    {
        if (last is { } known && ReferenceEquals(known.Node, node) && ReferenceEquals(known.Person, person)) { return (known.Series, known.Twin); }
        var made = new LastSeries(node, person, new Iri(node.Value + "-" + person.LocalName[..8]), TwinId.OfSubject(person));
        last = made;
        return (made.Series, made.Twin);
    }

    private sealed record LastSeries(Iri Node, Iri Person, Iri Series, TwinId Twin);
}
