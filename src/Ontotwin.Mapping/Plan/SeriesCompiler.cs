using Ontotwin.Graph;
using Ontotwin.Language;
using Ontotwin.Rdf;
using Ontotwin.Values;

namespace Ontotwin.Mapping.Plan;

/// <summary><c>series …</c>, compiled: one sample a record. A record without the value says nothing; one with a bad value is a reject.</summary>
internal sealed class SeriesCompiler : IStatement
{
    private readonly SeriesStatement statement;
    private readonly KeyCompiler key;
    private readonly Func<Frame, Value> subject;
    private readonly Func<Frame, Value> at;
    private readonly Func<Frame, Value> value;
    private readonly Func<Frame, Value>? guard;
    private readonly InstantReader instants;
    private readonly QuantityConverter quantity;

    public SeriesCompiler(SeriesStatement statement, MapDeclaration map, ExpressionCompiler compiler)
    {
        this.statement = statement;
        key = new KeyCompiler(statement.Class.Iri, statement.Key, compiler);
        subject = compiler.Compile(statement.Subject);
        at = compiler.Compile(statement.At);
        value = compiler.Compile(statement.Value);
        guard = statement.Guard is null ? null : compiler.Compile(statement.Guard);
        instants = new InstantReader(statement.AtConversion, ValueWriters.FormatOf(statement.At, map), compiler);
        var conversion = statement.Conversions.OfType<AsConversion>().FirstOrDefault() ?? new AsConversion("quantity", new QuantityLiteral(1, "1"), null, null, null);
        quantity = new QuantityConverter(conversion, statement.Conversions.OfType<CheckConversion>().FirstOrDefault() ?? new CheckConversion(null, null), map.Source.Csv?.DecimalComma ?? false, compiler);
    }

    public void Run(Frame frame)
    {
        if (guard is not null && guard(frame).Truth != Truth.True) { return; }
        var read = value(frame);
        if (!read.IsThere) { return; }
        if (key.Make(frame, out var place) is not { } made) { frame.RejectAt("OT4104", place, statement.Name, $"a part of the key of '{statement.Name}' is missing"); return; }
        if (subject(frame).Node is not { } person) { frame.RejectAt("OT4106", place, statement.Name, "nobody is named whose series it is"); return; }
        var instant = at(frame);
        if (!instant.IsThere || instants.Read(frame, instant) is not { } when) { frame.RejectAt("OT4204", instant.Field, statement.Name, "the sample's time is missing or not of the declared form"); return; }
        var (sample, problem) = quantity.Convert(frame, quantity.Read(frame, read), statement.Class.Iri, null);
        if (sample is null) { frame.RejectAt(problem!.Value.Code, read.Field, statement.Name, problem.Value.Message); return; }
        // A series belongs to one person: the same device worn by another is another series.
        var series = new Iri(made.Node.Value + "-" + person.LocalName[..8]);
        var twin = TwinId.OfSubject(person);
        frame.Samples.Add(new PendingSample(series, statement.Class.Iri, twin, sample.Unit, when, sample.Value, frame.OriginOf(read.Field, statement.Name), frame.Record.Number));
    }
}
