using Ontotwin.Mapping;
using Ontotwin.Sources;
using Ontotwin.Sources.Hl7v2;

namespace Ontotwin.Bench;

/// <summary>Laboratory messages to facts with their origins.</summary>
internal static class MessageCases
{
    private const int Messages = 20_000;

    public static void Run()
    {
        var file = Samples.Peer("hapi/message.hl7") ?? "samples/hl7v2/b-oru-lipids.hl7";
        var bytes = Samples.VariedMessages(file, Messages);
        var floor = Measure.Best(() => ReadingCases.Count(Hl7v2Reader.Read(new SourceDocument("bench.hl7", bytes))));
        Compare($"ORU messages ({Path.GetFileName(file)}, varied) to the facts of their results with origins / reading them", Programs.Results(), bytes, floor);
        Compare("the same by the shipped packs, which say every field", Programs.Shipped(), bytes, floor);
        Measure.PrintPeak();
    }

    private static void Compare(string what, Language.TwinProgram program, byte[] bytes, Cost floor)
    {
        var ours = Measure.Best(() => Map(program, bytes));
        Measure.Print(what, "messages per CPU second", Messages, floor, ours);
        Measure.Line($"  {ours.Result / (double)Messages:F1} facts and {ours.AllocatedBytes / Messages} bytes allocated a message, {ours.CpuSeconds * 1e9 / ours.Result:F0} ns a fact");
    }

    private static long Map(Language.TwinProgram program, byte[] bytes)
    {
        var iris = new IriMaker(HandWritten.Secret());
        var mapper = new Mapper(new MappingServices(program, new IdentityTable(iris), iris) { Recycles = true });
        return new DocumentReader(program).Read(new SourceDocument("bench.hl7", bytes)).Sum(item => item.Record is { } record ? mapper.Map(record).FactCount : 0L);
    }
}
