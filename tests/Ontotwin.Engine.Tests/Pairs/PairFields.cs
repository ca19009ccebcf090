namespace Ontotwin.Engine.Tests.Pairs;

/// <summary>Which HL7 field each pair of the mapping inventory is about, by its folder and name; a segment stands for all its fields.</summary>
internal static class PairFields
{
    private static readonly (string Prefix, string[] Fields)[] Table =
    [
        ("aui/", ["IN1-14"]), ("ce/", ["PID-39", "OBX-3", "OBX-5"]), ("cnn/", ["OBR-32"]), ("cp/", ["IN1-40"]), ("cq/", ["SPM-12"]), ("cwe/annotation/", ["OBR-39"]),
        ("cwe/codeable-concept/", ["PID-39"]), ("cwe/quantity/", ["OBX-6"]), ("cx/", ["OBR-53"]), ("dld/", ["PV1-37"]), ("dr/", ["NK1-32"]), ("dt/", ["NK1-8", "NK1-9"]),
        ("dtm/date/", ["PID-7"]), ("dtm/dateTime/", ["PID-29"]), ("dtm/instant/", ["OBR-22"]), ("ei/EI-to-Device", ["PRT-10"]), ("ei/EI-to-Identifier-Extension", ["OBR-2", "OBR-3"]),
        ("ei/", ["PV1-6"]), ("eip/", ["SPM-2"]), ("hd/HD-to-Organization-country", ["NK1-32"]), ("hd/HD-to-Organization", ["MSH-4"]), ("hd/", ["MSH-22"]), ("id/", ["PV2-22"]),
        ("in1/", ["IN1"]), ("msg/", ["MSH-9"]), ("msh/", ["MSH"]), ("ndl/", ["OBR-32"]), ("nk1/", ["NK1"]), ("nm/", ["PV2-11"]), ("nte/", ["NTE"]), ("obx/", ["OBX"]),
        ("orcobr/", ["ORC", "OBR"]), ("pd1/", ["PD1"]), ("pid/", ["PID"]), ("pl/", ["PV1-6"]), ("prt/", ["PRT"]), ("pt/", ["MSH-11"]), ("pv1pv2/", ["PV1", "PV2"]), ("spm/", ["SPM"]),
        ("xad/", ["NK1-32"]), ("xtn/", ["NK1-40"]),
    ];

    // Whole messages, and pairs whose field differs from one to the next: every field that both files hold.
    public static bool IsAbout(string pair, string segment, int number)
    {
        if (IsSetId(segment, number)) { return false; }
        var fields = Table.FirstOrDefault(t => pair.StartsWith(t.Prefix, StringComparison.Ordinal)).Fields;
        return fields is null || fields.Contains(segment) || fields.Contains($"{segment}-{number}");
    }

    private static bool IsSetId(string segment, int number) => number == 1 && segment is not ("MSH" or "ORC" or "ROL" or "PD1" or "SFT" or "EVN");
}
