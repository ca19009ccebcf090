namespace Ontotwin.Sources.Hl7v2;

/// <summary>Segments of one name under a node, to be walked with <c>foreach</c> without allocation.</summary>
public readonly struct SegmentSequence
{
    private readonly Hl7v2Record? record;
    private readonly int root;
    private readonly int key;

    internal SegmentSequence(Hl7v2Record? record, int root, int key) => (this.record, this.root, this.key) = (record, root, key);

    /// <summary>Starts the walk.</summary>
    public Enumerator GetEnumerator() => new(record, root, key);

    /// <summary>Walks segments in document order.</summary>
    public struct Enumerator
    {
        private readonly Hl7v2Record? record;
        private readonly int root;
        private readonly int key;
        private readonly int end;
        private int at;

        internal Enumerator(Hl7v2Record? record, int root, int key)
        {
            (this.record, this.root, this.key) = (record, root, key);
            (at, end) = record?.SegmentsAround(root) ?? (0, 0);
            at--;
        }

        /// <summary>The segment stood at.</summary>
        public readonly Field Current => record is null || at < 0 ? default : new(record, record.Segments[at]);

        /// <summary>Steps to the next segment of the name.</summary>
        public bool MoveNext()
        {
            if (record is null) { return false; }
            while (++at < end)
            {
                var segment = record.Segments[at];
                if (record.KeyOf(segment) == key && Hl7v2Path.IsUnder(record, segment, root)) { return true; }
            }
            return false;
        }
    }
}
