using Floe.Iceberg.IO;

namespace Floe.Iceberg.Tests.IO;

public sealed class LocalFileIOTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("local-io-");
    private readonly LocalFileIO _files;

    public LocalFileIOTests() => _files = new LocalFileIO(_folder.FullName);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_is_written_once_and_read_by_location_or_path()
    {
        var location = $"{_files.Location}/t/data/a b.parquet";
        await _files.WriteAsync(location, new byte[] { 1, 2 }, Cancellation);
        Assert.Equal([1, 2], await _files.ReadAsync(location, Cancellation));
        Assert.Equal([1, 2], await _files.ReadAsync(Path.Combine(_folder.FullName, "t", "data", "a b.parquet"), Cancellation));
        await Assert.ThrowsAsync<FileExistsException>(() => _files.WriteAsync(location, new byte[1], Cancellation));
        await using var lent = await _files.OpenAsync(location, Cancellation);
        Assert.Equal(2, lent.Length);
    }

    [Fact]
    public async Task What_is_staged_is_seen_when_it_is_published()
    {
        var location = $"{_files.Location}/t/a.parquet";
        await using (var staged = _files.Stage(location))
        {
            await File.WriteAllBytesAsync(staged.Path, [1], Cancellation);
            Assert.Empty(await ListAsync($"{_files.Location}/t/"));
            await staged.PublishAsync(Cancellation);
        }
        await using (var discarded = _files.Stage($"{_files.Location}/t/b.parquet")) await File.WriteAllBytesAsync(discarded.Path, [1], Cancellation);
        Assert.Equal([location], await ListAsync($"{_files.Location}/t/"));
        Assert.Single(_folder.EnumerateFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Files_are_listed_by_prefix_and_deleted()
    {
        foreach (var name in new[] { "t/a", "t/b/c", "tx", "u" }) await _files.WriteAsync($"{_files.Location}/{name}", new byte[1], Cancellation);
        Assert.Equal([$"{_files.Location}/t/a", $"{_files.Location}/t/b/c"], await ListAsync($"{_files.Location}/t/"));
        Assert.Equal([$"{_files.Location}/t/a", $"{_files.Location}/t/b/c", $"{_files.Location}/tx"], (await ListAsync($"{_files.Location}/t")).Order(StringComparer.Ordinal));
        Assert.Empty(await ListAsync($"{_files.Location}/none/"));
        await _files.DeleteAsync($"{_files.Location}/u", Cancellation);
        await _files.DeleteAsync($"{_files.Location}/u", Cancellation);
        await Assert.ThrowsAsync<FileMissingException>(() => _files.ReadAsync($"{_files.Location}/u", Cancellation));
        await Assert.ThrowsAsync<FileMissingException>(() => _files.OpenAsync($"{_files.Location}/u", Cancellation));
    }

    [Theory]
    [InlineData("{0}/../outside")]
    [InlineData("{0}x/outside")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("file://[")]
    public async Task Locations_outside_the_folder_are_refused(string location) =>
        await Assert.ThrowsAsync<ArgumentException>(() => _files.ReadAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, location, _files.Location), Cancellation));

    private async Task<List<string>> ListAsync(string prefix)
    {
        var found = new List<string>();
        await foreach (var file in _files.ListAsync(prefix, Cancellation)) found.Add(file.Location);
        return found;
    }
}
