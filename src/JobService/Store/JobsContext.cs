using Floe.JobService.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Floe.JobService.Store;

/// <summary>How records map to tables. Nothing in it is one database's own.</summary>
internal sealed class JobsContext(DbContextOptions<JobsContext> options) : DbContext(options)
{
    public DbSet<JobRecord> Jobs => Set<JobRecord>();

    public DbSet<AttemptRecord> Attempts => Set<AttemptRecord>();

    public DbSet<StateRecord> History => Set<StateRecord>();

    public DbSet<ResultRecord> Results => Set<ResultRecord>();

    public DbSet<LabelRecord> Labels => Set<LabelRecord>();

    public DbSet<QueueRecord> Queues => Set<QueueRecord>();

    public DbSet<ScheduleRecord> Schedules => Set<ScheduleRecord>();

    public DbSet<TemplateRecord> Templates => Set<TemplateRecord>();

    public DbSet<WebhookRecord> Webhooks => Set<WebhookRecord>();

    public DbSet<DeliveryRecord> Deliveries => Set<DeliveryRecord>();

    public DbSet<KeyRecord> Keys => Set<KeyRecord>();

    public DbSet<LeaderRecord> Leader => Set<LeaderRecord>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<JobState>().HaveConversion<string>();
        configurationBuilder.Properties<JobKind>().HaveConversion<string>();
        configurationBuilder.Properties<ConcurrencyPolicy>().HaveConversion<string>();
        configurationBuilder.Properties<DeliveryState>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        MapJobs(modelBuilder);
        MapRest(modelBuilder);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
            property.SetColumnName(SnakeCase.Of(property.Name));
    }

    private static void MapJobs(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<JobRecord>(job =>
        {
            job.ToTable("job").HasKey(j => j.Number);
            job.Property(j => j.Id).IsRequired();
            job.HasIndex(j => j.Id).IsUnique().HasDatabaseName("job_by_id");
            job.HasIndex(j => new { j.Owner, j.IdempotencyKey }).IsUnique().HasDatabaseName("job_by_idempotency_key");
            // A list by one of these is the first of a range; so is the next of a queue for an engine.
            job.HasIndex(j => new { j.State, j.Number }).HasDatabaseName("job_by_state");
            job.HasIndex(j => new { j.Owner, j.Number }).HasDatabaseName("job_by_owner");
            job.HasIndex(j => new { j.Owner, j.State, j.Number }).HasDatabaseName("job_by_owner_state");
            job.HasIndex(j => new { j.Queue, j.Number }).HasDatabaseName("job_by_queue");
            job.HasIndex(j => new { j.Name, j.Number }).HasDatabaseName("job_by_name");
            job.HasIndex(j => j.CreatedAt).HasDatabaseName("job_by_time");
            job.HasIndex(j => j.EndedAt).HasDatabaseName("job_by_end");
            job.HasIndex(j => j.NotBefore).HasFilter("not_before IS NOT NULL").HasDatabaseName("job_by_wait");
            job.HasIndex(j => new { j.Schedule, j.Number }).HasDatabaseName("job_by_schedule");
            job.HasIndex(j => new { j.Queue, j.State, j.Engine, j.Priority, j.Number }).IsDescending(false, false, false, true, false).HasDatabaseName("job_by_turn");
            job.Property(j => j.Version).IsConcurrencyToken();
            job.HasMany(j => j.Attempts).WithOne().HasForeignKey(a => a.JobNumber);
            job.HasMany(j => j.History).WithOne().HasForeignKey(h => h.JobNumber);
            job.HasMany(j => j.Labels).WithOne().HasForeignKey(l => l.JobNumber);
        });
        modelBuilder.Entity<AttemptRecord>(attempt =>
        {
            attempt.ToTable("job_attempt").HasKey(a => new { a.JobNumber, a.Attempt });
            // Finds the logs to archive and those whose own copy may go, however many attempts there are.
            attempt.HasIndex(a => new { a.IsLogLocal, a.ArchivedAt, a.EndedAt }).HasDatabaseName("job_attempt_by_archive");
        });
        modelBuilder.Entity<StateRecord>(state =>
        {
            state.ToTable("job_state").HasKey(h => h.Sequence);
            state.HasIndex(h => new { h.JobNumber, h.Step }).IsUnique().HasDatabaseName("job_state_by_job");
        });
        modelBuilder.Entity<ResultRecord>(result =>
        {
            result.ToTable("job_result").HasKey(r => r.JobNumber);
            result.HasOne<JobRecord>().WithOne().HasForeignKey<ResultRecord>(r => r.JobNumber);
        });
        modelBuilder.Entity<LabelRecord>(label =>
        {
            label.ToTable("job_label").HasKey(l => new { l.JobNumber, l.Name });
            label.HasIndex(l => new { l.Name, l.Value, l.JobNumber }).HasDatabaseName("job_label_by_value");
        });
    }

    private static void MapRest(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<QueueRecord>().ToTable("job_queue").HasKey(q => q.Name);
        modelBuilder.Entity<ScheduleRecord>().ToTable("job_schedule").HasKey(s => s.Name);
        modelBuilder.Entity<TemplateRecord>().ToTable("job_template").HasKey(t => t.Name);
        modelBuilder.Entity<WebhookRecord>().ToTable("job_webhook").HasKey(w => w.Name);
        modelBuilder.Entity<DeliveryRecord>(delivery =>
        {
            delivery.ToTable("job_delivery").HasKey(d => d.Number);
            delivery.Property(d => d.Id).IsRequired();
            delivery.HasIndex(d => d.Id).IsUnique().HasDatabaseName("job_delivery_by_id");
            delivery.HasIndex(d => new { d.Webhook, d.Number }).HasDatabaseName("job_delivery_by_webhook");
            delivery.HasIndex(d => d.NextAt).HasDatabaseName("job_delivery_by_time");
            delivery.HasIndex(d => new { d.Webhook, d.NextAt, d.Number }).HasFilter("next_at IS NOT NULL").HasDatabaseName("job_delivery_by_turn");
            delivery.HasOne<WebhookRecord>().WithMany().HasForeignKey(d => d.Webhook);
        });
        modelBuilder.Entity<KeyRecord>().ToTable("job_key").HasKey(k => k.Id);
        modelBuilder.Entity<LeaderRecord>(leader =>
        {
            leader.ToTable("job_leader").HasKey(l => l.Id);
            leader.Property(l => l.Id).ValueGeneratedNever();
        });
    }
}
