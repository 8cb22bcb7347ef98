using System.Buffers.Binary;

namespace Floe.S3Tables.Tests.Durability;

/// <summary>Bytes that say what they should be: a seed, and what follows from it. Any part of two contents mixed is none.</summary>
internal static class Content
{
    private const int MaxLength = 200_000;
    private const int MaxSmall = 20_000;

    public static byte[] Of(int seed, int minLength = 4)
    {
        var random = new Random(seed);
        // Half of them are small enough for the database, so that keys change between the two ways of keeping.
        var bytes = new byte[minLength + (random.Next(2) == 0 ? random.Next(MaxSmall) : random.Next(MaxLength))];
        random.NextBytes(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, seed);
        return bytes;
    }

    /// <summary>The seed, where the bytes are whole.</summary>
    public static int SeedOf(byte[] bytes, int minLength = 4)
    {
        Assert.True(bytes.Length >= 4, "An object is cut to less than its first four bytes.");
        var seed = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        Assert.True(bytes.AsSpan().SequenceEqual(Of(seed, minLength)), $"An object that begins as the one of seed {seed} is not that one: it is torn.");
        return seed;
    }
}
