using System.Buffers.Binary;
using Ontotwin.Sources.Dicom;

namespace Ontotwin.Sources;

/// <summary>
/// A multiplex group of a waveform object: channels that are sampled together (PS3.3 C.10.9). Samples are decoded when they are asked for; samples in mu-law or
/// A-law (audio) are none of a measurement and left out.
/// </summary>
public sealed class DicomWaveform
{
    private readonly DicomRecord record;
    private readonly int data;
    private readonly bool isBigEndian;
    private readonly bool isSigned;
    private readonly int sampleBytes;
    private readonly List<Field> channels;

    private DicomWaveform(Field group, DicomRecord record, int data, int samples, int sampleBytes, bool isSigned)
    {
        (Group, this.record, this.data, Samples, this.sampleBytes, this.isSigned) = (group, record, data, samples, sampleBytes, isSigned);
        isBigEndian = record.ElementOf(data)!.IsBigEndian;
        channels = DicomFields.Items(group, "ChannelDefinitionSequence");
        FrequencyHz = DicomFields.Number(group, "SamplingFrequency") ?? 0;
    }

    /// <summary>The group's fields (Waveform Sequence item).</summary>
    public Field Group { get; }

    /// <summary>The channels' definitions (Channel Definition Sequence items), in order.</summary>
    public IReadOnlyList<Field> Channels => channels;

    /// <summary>Samples of each channel.</summary>
    public int Samples { get; }

    /// <summary>Samples of each channel in a second; 0 where the group does not say it.</summary>
    public decimal FrequencyHz { get; }

    /// <summary>The groups of a waveform object whose samples are all there; nothing for other records.</summary>
    public static IReadOnlyList<DicomWaveform> In(SourceRecord record)
    {
        var groups = new List<DicomWaveform>();
        if (record is not DicomRecord dicom) { return groups; }
        foreach (var group in DicomFields.Items(dicom.Root, "WaveformSequence"))
        {
            var data = group.First("WaveformData");
            var (bytes, isSigned) = group.First("WaveformSampleInterpretation").Text switch { "SB" => (1, true), "UB" => (1, false), "SS" => (2, true), "US" => (2, false), "SL" => (4, true), "UL" => (4, false), _ => (0, false) };
            var channels = DicomFields.Items(group, "ChannelDefinitionSequence").Count;
            var samples = DicomFields.Integer(group, "NumberOfWaveformSamples") ?? 0;
            if (data.IsAbsent || bytes == 0 || channels == 0 || channels != DicomFields.Integer(group, "NumberOfWaveformChannels")) { continue; }
            if (samples < 1 || (long)samples * channels * bytes > dicom.ValueOf(data.Node).Length) { continue; }
            groups.Add(new(group, dicom, data.Node, samples, bytes, isSigned));
        }
        return groups;
    }

    /// <summary>A sample as stored.</summary>
    /// <param name="channel">Number of the channel, from 1.</param>
    /// <param name="sample">Number of the sample, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public long Raw(int channel, int sample)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channel, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channel, channels.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(sample, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sample, Samples);
        var bytes = record.ValueOf(data).Slice((((sample - 1) * channels.Count) + channel - 1) * sampleBytes, sampleBytes);
        return (sampleBytes, isSigned) switch
        {
            (1, true) => (sbyte)bytes[0],
            (1, false) => bytes[0],
            (2, true) => isBigEndian ? BinaryPrimitives.ReadInt16BigEndian(bytes) : BinaryPrimitives.ReadInt16LittleEndian(bytes),
            (2, false) => isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            (_, true) => isBigEndian ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes),
            _ => isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        };
    }

    /// <summary>
    /// The samples of a channel, from 1, in the units that its definition names (Channel Sensitivity Units): stored × sensitivity × correction factor + baseline
    /// (PS3.3 C.10.9.1.4). Null for one that is the group's padding value, or that is larger than any quantity, and for all where the channel has no sensitivity.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    public IReadOnlyList<decimal?> Values(int channel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channel, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channel, channels.Count);
        var definition = channels[channel - 1];
        var values = new decimal?[Samples];
        if (DicomFields.Number(definition, "ChannelSensitivity") is not { } sensitivity) { return values; }
        var (factor, baseline) = (DicomFields.Number(definition, "ChannelSensitivityCorrectionFactor") ?? 1, DicomFields.Product(DicomFields.Number(definition, "ChannelBaseline") ?? 0));
        var padding = Padding();
        for (var i = 0; i < Samples; i++)
        {
            var raw = Raw(channel, i + 1);
            values[i] = raw == padding ? null : DicomFields.Product(raw, sensitivity, factor) + baseline;
        }
        return values;
    }

    private long? Padding()
    {
        var bytes = DicomFields.BytesOf(Group, "WaveformPaddingValue", out var isBig);
        if (bytes.Length < sampleBytes) { return null; }
        return sampleBytes switch
        {
            1 => isSigned ? (sbyte)bytes[0] : bytes[0],
            2 when isSigned => isBig ? BinaryPrimitives.ReadInt16BigEndian(bytes) : BinaryPrimitives.ReadInt16LittleEndian(bytes),
            2 => isBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            _ => null,
        };
    }
}
