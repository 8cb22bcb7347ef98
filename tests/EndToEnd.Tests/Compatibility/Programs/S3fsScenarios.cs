using Floe.EndToEnd.Tests.Compatibility.Clients;
using Floe.EndToEnd.Tests.Compatibility.Scenarios;

namespace Floe.EndToEnd.Tests.Compatibility.Programs;

/// <summary>A bucket as a folder. It needs FUSE, which containers often do not have.</summary>
[Program(ProgramKind.S3fs)]
internal static class S3fsScenarios
{
    [Commands("read, write, append, truncate")]
    public static Task Files_are_written_read_appended_to_and_cut(ProgramScene scene) => MountedAsync(
        scene,
        folder =>
        {
            var path = Path.Combine(folder, "a ü.txt");
            File.WriteAllText(path, "hello");
            File.AppendAllText(path, " again");
            Assert.Equal("hello again", File.ReadAllText(path));
            using var file = File.OpenWrite(path);
            file.SetLength(4);
        },
        async () => Assert.Equal("hell", System.Text.Encoding.UTF8.GetString(await scene.Read("a ü.txt"))));

    [Commands("mkdir, rename, readdir, unlink, rmdir")]
    public static Task Folders_are_made_renamed_listed_and_removed(ProgramScene scene) => MountedAsync(
        scene,
        folder =>
        {
            Directory.CreateDirectory(Path.Combine(folder, "d"));
            File.WriteAllText(Path.Combine(folder, "d", "f"), "x");
            Directory.Move(Path.Combine(folder, "d"), Path.Combine(folder, "e"));
            Assert.Equal(["e"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
            Assert.Equal("x", File.ReadAllText(Path.Combine(folder, "e", "f")));
            Directory.Delete(Path.Combine(folder, "e"), recursive: true);
        },
        async () => Assert.Empty(await scene.Keys()));

    [Commands("write of 25 MB, write within, rename")]
    public static Task A_large_file_goes_in_parts_and_is_changed_within(ProgramScene scene)
    {
        var bytes = Samples.Bytes(25_000_000);
        return MountedAsync(
            scene,
            folder =>
            {
                var path = Path.Combine(folder, "large");
                File.WriteAllBytes(path, bytes);
                using (var file = File.OpenWrite(path))
                {
                    file.Position = 12_000_000;
                    file.Write([1, 2, 3]);
                }
                File.Move(path, Path.Combine(folder, "moved"));
            },
            async () =>
            {
                Assert.Equal([.. bytes[..12_000_000], 1, 2, 3, .. bytes[12_000_003..]], await scene.Read("moved"));
                Assert.Equal(["moved"], await scene.Keys());
            });
    }

    [Commands("chmod, symlink")]
    public static Task Modes_and_links_are_kept(ProgramScene scene) => MountedAsync(
        scene,
        folder =>
        {
            var path = Path.Combine(folder, "a");
            File.WriteAllText(path, "x");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.CreateSymbolicLink(Path.Combine(folder, "l"), "a");
            Assert.Equal("x", File.ReadAllText(Path.Combine(folder, "l")));
        },
        async () => Assert.Equal("33152", (await scene.House.GetObjectMetadataAsync(scene.Bucket, "a", scene.CancellationToken)).Metadata["mode"]));

    /// <param name="scene">The stage.</param>
    /// <param name="play">Uses the folder, on a thread of its own: each call waits for the service, which is in this process and wants the pool's threads.</param>
    /// <param name="check">Looks at the bucket while it is still mounted.</param>
    private static async Task MountedAsync(ProgramScene scene, Action<string> play, Func<Task> check)
    {
        if (!CanMount()) throw new ClientUnavailableException("/dev/fuse cannot be opened: s3fs needs FUSE");
        await scene.House.PutBucketAsync(scene.Bucket, scene.CancellationToken);
        var passwords = scene.File("passwords", Samples.Text("test:test"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(passwords, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var folder = Directory.CreateDirectory(scene.PathOf("mounted/")).FullName;
        await scene.Do(scene.Bucket, folder, "-o", $"passwd_file={passwords},url={scene.Endpoint.OriginalString.TrimEnd('/')},use_path_request_style,endpoint=us-east-1,multipart_size=10,retries=1");
        try
        {
            await Task.Factory.StartNew(() => play(folder), scene.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await check();
        }
        finally
        {
            // Lazily: a program that starts just now holds, until it has started, copies of all handles of ours.
            await scene.DoWith("fusermount", "-u", "-z", folder);
        }
    }

    private static bool CanMount()
    {
        try
        {
            using var device = File.Open("/dev/fuse", FileMode.Open, FileAccess.ReadWrite);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
