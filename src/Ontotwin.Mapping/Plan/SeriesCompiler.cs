using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Rdf;
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
    private LastSeries? last;

    public SeriesCompiler(SeriesStatement statement, MapDeclaration map, ExpressionCompiler compiler)
    {
        (this.statement, services) = (statement, compiler.Scope.Services);
        rule = compiler.Scope.Rule(statement.Name);
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
        if (guard?.Holds(frame) == false) { return; }
        var read = value(frame);
        if (!read.IsThere) { return; }
        if (key.Make(frame, out var place) is not { } made) { frame.RejectAt("OT4104", place, rule, KeyCompiler.Problem(statement.Name, place)); return; }
        if (subject(frame).Node is not { } person) { frame.RejectAt("OT4106", place, rule, "nobody is named whose series it is"); return; }
        var instant = at(frame);
        if (instants.IsDoubtful(frame, instant)) { frame.RejectAt(InstantReader.DoubtfulCode, instant.Field, rule, InstantReader.Doubtful); return; }
        if (!instant.IsThere || instants.ReadTerm(frame, instant) is not { } when) { frame.RejectAt("OT4204", instant.Field, rule, "the sample's time is missing or not of the declared form"); return; }
        var converted = quantity.Read(frame, read, null);
        if (converted.Quantity is not { } sample) { frame.RejectAt(converted.Problem!.Value.Code, read.Field, rule, converted.Problem.Value.Message); return; }
        if (converted.Remark is { } unitless) { frame.RejectAt(unitless.Code, read.Field, rule, "a sample without a unit, of something that no unit is known for"); return; }
        if (sample.Comparator != Comparator.None) { frame.RejectAt("OT4302", read.Field, rule, "a sample is one number: the comparator of this value would be lost"); return; }
        // A series belongs to one person: the same device worn by another is another series.
        if (services.Identities.HasLoans && TwinId.OfSubject(person) is var lent && services.Identities.IsLent(lent))
        {
            if (services.Identities.HolderAt(lent, when.Date, out var why) is not { } holder) { frame.RejectAt(Reject.LentCode, place, rule, $"the key is a person's for a time only, and {why}"); return; }
            frame.Holders.Add((lent, holder));
            person = holder.Subject;
        }
        when.TellClock(frame, instant.Field);
        var (series, twin) = SeriesOf(made.Node, person);
        frame.Samples.Add(new PendingSample(series, statement.Class.Iri, twin, sample.Unit, when.Date, sample.Value, frame.From(read.Field, rule), frame.Record.Number));
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
