/** The counter: what a receptionist reads. */
export default {
  zh: {
    name: "服务卡核验台",
    demo: "演示数据",
    signIn: {
      title: "登录核验台", name: "用户名", password: "密码", code: "动态口令或恢复码", enter: "登录", wait: "请等候 {seconds} 秒",
      ended: "登录已结束，请重新登录后继续。", firstOnline: "本机第一次使用须联网登录。", notCounter: "此账户不是核验台账户，请使用管理员为窗口开立的账户。",
      toDesk: "去发卡窗口", other: "换一个账户",
    },
    password: {
      title: "设置自己的密码", text: "管理员给您的密码只能用一次。请换成只有您自己知道的密码。",
      current: "管理员给的密码", next: "新密码", again: "再输一次", rule: "至少 12 个字符", different: "两次输入的不一样", save: "保存并继续",
    },
    totp: {
      title: "设置动态口令", text: "此账户登录时还需要手机上的动态口令。请用验证器添加下面的密钥，再输入它显示的 6 位数字。",
      secret: "密钥", code: "6 位数字", confirm: "确认", codesTitle: "请保存恢复码", codesText: "手机不在身边时，每个恢复码可用一次。现在不记下，以后看不到。", saved: "我已保存，继续",
    },
    site: { title: "您在哪个窗口？", text: "只需选一次，每次登记都会带上。", change: "更换窗口", none: "未选窗口" },
    bar: {
      online: "在线", offline: "离线", data: "数据 {age}前", noData: "无离线数据", waiting: "待上报 {count}", menu: "更多",
      today: "今日登记", results: "上报结果", contrast: "高对比度", sound: "声音", signOut: "退出登录", camera: "摄像头", photo: "照片",
      on: "开", off: "关", close: "关闭", partner: "合作单位",
    },
    age: { now: "不到 1 分钟", minutes: "{n} 分钟", hours: "{n} 小时", days: "{n} 天" },
    ask: {
      title: "请扫描服务卡", text: "用扫码枪扫卡背二维码，或在此输入卡号、粘贴手机凭证", field: "卡号或凭证", placeholder: "YC26-00017-2",
      last4: "身份证后四位", check: "核验", working: "正在核验…", badNumber: "卡号不对，请看清后重输（例如 YC26-00017-2）", badLast4: "请输入身份证号后四位，最后一位可以是 X",
      last4Help: "看本人身份证，不要问持卡人",
    },
    camera: {
      title: "对准卡背的二维码", starting: "正在打开摄像头…", denied: "浏览器不允许使用摄像头。请在地址栏左侧的设置中允许，或改用扫码枪、卡号。",
      none: "没有可用的摄像头。请用扫码枪、照片或卡号。", foreign: "这不是服务卡的二维码", noCode: "照片中没有可读的二维码，请拍清楚些再选", preview: "摄像头画面",
    },
    verdict: {
      valid: "有效", not_yet_valid: "未生效", expired: "已过期", lost: "已挂失", suspended: "已暂停", revoked: "已注销", superseded: "已换发",
      bad_signature: "签名无效", unknown_card: "查无此卡", not_entitled: "不含本服务", partner_not_contracted: "本单位未签约", quota_used: "次数用完",
      stale_status: "状态数据过旧", offline: "离线", unreadable: "无法识读",
    },
    next: {
      valid: "请核对本人身份证", not_yet_valid: "请告知持卡人生效日期，届时再来", expired: "请持卡人向发卡窗口办理换发", lost: "请勿受理，请持卡人联系发卡窗口",
      suspended: "暂不受理，请持卡人联系发卡窗口", revoked: "请勿受理，如有异议请联系发卡窗口", superseded: "请持卡人出示新卡",
      bad_signature: "请勿受理，并向发卡窗口报告", unknown_card: "请核对卡号和身份证后四位，再查一次", not_entitled: "请查看本卡可用的其他服务",
      partner_not_contracted: "请本单位负责人联系发卡窗口签约", quota_used: "本项次数已满，其他服务仍可使用", stale_status: "请更新离线数据或联网后再查",
      offline: "请检查网络后再查，或使用离线核验", unreadable: "请重新扫码，或输入卡号和身份证后四位",
    },
    colour: { green: "可以受理", red: "不能受理", amber: "无法判断" },
    note: {
      device: "离线核验，所据状态数据是{age}前的", bound: "此手机凭证绑定了本人手机，须联网核验；可请持卡人出示卡片", number: "离线时不能按卡号查询，请扫卡上的二维码",
      noData: "本机还没有离线数据，联网后自动下载", busy: "查询过于频繁，请 {seconds} 秒后再试", fault: "系统未能给出结论，不代表卡有问题", request: "请求编号 {id}",
      root: "服务器的根公钥与本机所记不同，离线核验已停用。请联系发卡窗口。", state: "本机的防回退记录已损坏，离线核验已停用。请联系管理员。",
      pack: "收到的离线数据未通过校验，仍用原有数据。", update: "有新版本", reload: "立即更新",
    },
    card: {
      title: "卡片", number: "卡号", holder: "持卡人", last4: "身份证后四位", enterprise: "企业", category: "类别", until: "有效期至", principal: "企业负责人", talent: "高层次人才",
    },
    id: {
      title: "核对身份证", text: "看证件照片与本人，姓名及后四位与屏幕一致", confirmed: "是本人", mismatch: "证件不符", isConfirmed: "已核对，是本人",
      isMismatch: "证件不符：请勿受理", again: "重新核对", failed: "未能记下核对结果，可继续办理",
    },
    service: {
      title: "本单位服务", none: "本单位没有可登记的服务", first: "核对身份证后即可登记", left: "剩 {left} 次", of: "共 {uses} 次，{from} 至 {until}", unlimited: "不限次数",
      later: "次数由服务器事后核对", unknownLeft: "限次", record: "登记给", recorded: "已登记", queued: "已记在本机，联网后自动上报", failed: "没有登记上",
      retry: "再试一次", receipt: "凭条号", print: "打印凭条", again: "再登记一次", for: { self: "本人", spouse: "配偶", child: "子女", parent: "父母" }, quota_used: "次数用完", not_entitled: "不含",
    },
    refuse: {
      open: "不予受理", title: "不予受理的原因", text: "卡有效而没有提供服务时登记；会告知发卡窗口。", reason: "原因",
      reasons: { not_offered: "本窗口不办此项", no_capacity: "名额或号源已满", wrong_site: "应到其他院区或网点", system_failure: "本单位系统故障", other: "其他" },
      note: "说明", noteNeeded: "选“其他”时请写明原因", service: "哪项服务", any: "不限于某项", send: "登记", cancel: "取消", done: "已登记不予受理",
    },
    done: { next: "下一位", clears: "{seconds} 秒后清屏", extend: "延长", keys: "N 下一位　E 延长　Y 是本人　1–9 选服务" },
    receipt: { title: "服务使用凭条", code: "凭条号", service: "服务", forWhom: "使用人", card: "卡号", on: "时间", at: "窗口", check: "凭条可凭此号在 {address} 查验" },
    today: {
      empty: "今天还没有登记。", code: "凭条号", void: "撤销", voided: "已撤销",
      late: "超过 30 分钟", reason: "撤销原因", confirm: "确认撤销", cancel: "不撤销", offline: "联网后可查看。", loading: "正在读取…", more: "只列最近 100 条。",
    },
    results: {
      title: "离线记录", waiting: "待上报 {count} 条", other: "另有 {count} 条是其他单位账户记下的，由其登录后上报。", send: "现在上报", empty: "没有待上报的记录。", reported: "上报结果", clear: "知道了",
      refusal: "不予受理",
      outcome: {
        accepted: "已入账", over_quota: "超出次数", not_valid_then: "当时卡已无效", not_entitled: "不含此服务", not_for_them: "不适用于此使用人", unknown_card: "查无此卡",
        already_reported: "此前已上报", bad_time: "时间不被接受", no_such_service: "没有这项服务", key_reused: "编号重复", not_contracted: "当时未签约", bad_note: "说明不被接受", rejected: "服务器不接受",
      },
    },
    signOut: {
      title: "退出登录", text: "本机保存的离线数据、单位信息和上报结果将全部清除。", waiting: "还有 {count} 条离线记录没有上报，退出后会丢失。请先联网上报。", go: "清除并退出", stay: "不退出",
    },
    problem: {
      "unreachable": "连不上服务器，请稍后再试", "internal": "系统出错，没有完成，请稍后再试", "unauthorized": "登录已结束，请重新登录", "forbidden": "此账户不能办理", "csrf": "请刷新页面后再试",
      "quota-used": "次数已用完，其他窗口可能刚刚登记", "not-entitled": "此卡不含这项服务", "card-not-valid": "卡的状态刚有变化，请重新核验", "verification-too-old": "核验已超过 12 小时，请重新核验",
      "not-for-them": "这项服务不适用于此使用人", "too-late": "超过 30 分钟，请联系发卡窗口撤销", "partner-not-contracted": "本单位未签约", "sign-in-failed": "用户名、密码或动态口令不对",
    },
  },
  en: {
    name: "Service card counter",
    demo: "Demonstration data",
    signIn: {
      title: "Sign in at the counter", name: "Name", password: "Password", code: "Code of the authenticator, or a recovery code", enter: "Sign in", wait: "Wait {seconds} s",
      ended: "The session has ended. Sign in again to go on.", firstOnline: "The first sign-in on this device needs the network.", notCounter: "This is no counter account. Use the one that the administrator made for this counter.",
      toDesk: "To the issuing desk", other: "Use another account",
    },
    password: {
      title: "Set your own password", text: "The administrator's password opens nothing but this step. Choose one that only you know.",
      current: "The administrator's password", next: "New password", again: "Once more", rule: "At least 12 characters", different: "The two differ", save: "Save and go on",
    },
    totp: {
      title: "Set up the second factor", text: "This account also needs a code from a phone. Add this key to an authenticator and type the six digits that it shows.",
      secret: "Key", code: "Six digits", confirm: "Confirm", codesTitle: "Keep the recovery codes", codesText: "Without the phone each of them opens the account once. They are never shown again.", saved: "I have kept them, go on",
    },
    site: { title: "Which counter are you at?", text: "Chosen once; every use you record names it.", change: "Change the counter", none: "No counter chosen" },
    bar: {
      online: "Online", offline: "Offline", data: "data {age} old", noData: "no offline data", waiting: "{count} to report", menu: "More",
      today: "Today's uses", results: "Reports", contrast: "High contrast", sound: "Sound", signOut: "Sign out", camera: "Camera", photo: "Photo",
      on: "on", off: "off", close: "Close", partner: "Partner",
    },
    age: { now: "under a minute", minutes: "{n} min", hours: "{n} h", days: "{n} d" },
    ask: {
      title: "Scan the service card", text: "Scan the code on the back of the card, or type a card number or paste a phone credential here", field: "Card number or credential", placeholder: "YC26-00017-2",
      last4: "Last four of the ID", check: "Check", working: "Checking…", badNumber: "That is no card number. Look again (like YC26-00017-2)", badLast4: "Type the last four of the resident ID; the last may be X",
      last4Help: "Read them off the holder's ID, do not ask",
    },
    camera: {
      title: "Hold the code on the back of the card into the picture", starting: "Opening the camera…", denied: "The browser does not allow the camera. Allow it beside the address, or use a scanner or the card number.",
      none: "There is no camera to use. Use a scanner, a photo or the card number.", foreign: "This is not the code of a service card", noCode: "No code can be read in this photo. Take a sharper one", preview: "Picture of the camera",
    },
    verdict: {
      valid: "Valid", not_yet_valid: "Not yet valid", expired: "Expired", lost: "Reported lost", suspended: "Suspended", revoked: "Cancelled", superseded: "Replaced",
      bad_signature: "Signature not valid", unknown_card: "No such card", not_entitled: "Not for this service", partner_not_contracted: "No contract", quota_used: "Quota used",
      stale_status: "Status data too old", offline: "Offline", unreadable: "Cannot be read",
    },
    next: {
      valid: "Check the holder's ID", not_yet_valid: "Tell the holder from which day the card counts", expired: "Send the holder to the issuing desk to renew", lost: "Do not serve; the holder calls the issuing desk",
      suspended: "Do not serve for now; the holder calls the issuing desk", revoked: "Do not serve; objections go to the issuing desk", superseded: "Ask for the new card",
      bad_signature: "Do not serve; report it to the issuing desk", unknown_card: "Check the number and the last four of the ID, then try once more", not_entitled: "Look at the services that this card has",
      partner_not_contracted: "Your manager calls the issuing desk about the contract", quota_used: "This service is used up; others still count", stale_status: "Update the offline data or go online, then try again",
      offline: "Check the network and try again, or check offline", unreadable: "Scan again, or enter the number and the last four of the ID",
    },
    colour: { green: "Serve", red: "Do not serve", amber: "Cannot tell" },
    note: {
      device: "Checked offline, by status data {age} old", bound: "This phone credential is bound to its phone and needs the network; the printed card can be checked now", number: "Offline a card cannot be looked up by its number; scan the code on the card",
      noData: "This device has no offline data yet; it is fetched as soon as there is a network", busy: "Too many look-ups. Try again in {seconds} s", fault: "The system gave no verdict. That says nothing about the card", request: "Request {id}",
      root: "The server's root key is not the one that this device knows. Checking offline is stopped. Call the issuing desk.", state: "What this device remembers of offline data is damaged. Checking offline is stopped. Call the administrator.",
      pack: "Offline data that arrived did not verify; the data from before stays in use.", update: "A new version is ready", reload: "Update now",
    },
    card: {
      title: "Card", number: "Card number", holder: "Holder", last4: "Last four of the ID", enterprise: "Enterprise", category: "Category", until: "Valid until", principal: "Principal", talent: "Talent",
    },
    id: {
      title: "Check the ID", text: "Photo and person, name and last four agree with the screen", confirmed: "It is the holder", mismatch: "ID does not match", isConfirmed: "Checked: it is the holder",
      isMismatch: "The ID does not match: do not serve", again: "Check again", failed: "The outcome was not noted; you may go on",
    },
    service: {
      title: "Your services", none: "Your organisation has no service to record", first: "Check the ID, then record", left: "{left} left", of: "of {uses}, {from} to {until}", unlimited: "no limit",
      later: "counted by the server later", unknownLeft: "limited", record: "Record for", recorded: "Recorded", queued: "Kept on this device, reported as soon as there is a network", failed: "Not recorded",
      retry: "Try again", receipt: "Receipt", print: "Print the receipt", again: "Record once more", for: { self: "Holder", spouse: "Spouse", child: "Child", parent: "Parent" }, quota_used: "used up", not_entitled: "not included",
    },
    refuse: {
      open: "Turn away", title: "Why is the holder turned away?", text: "For a valid card that was not served; the issuing desk learns of it.", reason: "Reason",
      reasons: { not_offered: "Not offered at this counter", no_capacity: "No capacity left", wrong_site: "Belongs to another site", system_failure: "Our own system failed", other: "Other" },
      note: "Note", noteNeeded: "Say what the other reason is", service: "Which service", any: "None in particular", send: "Record", cancel: "Cancel", done: "Turned away, recorded",
    },
    done: { next: "Next", clears: "Clears in {seconds} s", extend: "Longer", keys: "N next · E longer · Y holder · 1–9 service" },
    receipt: { title: "Receipt for a service", code: "Receipt", service: "Service", forWhom: "Used by", card: "Card", on: "Time", at: "Counter", check: "Anybody can check this receipt by its code at {address}" },
    today: {
      empty: "Nothing was recorded today.", code: "Receipt", void: "Void", voided: "Voided",
      late: "Over 30 min", reason: "Why is it voided?", confirm: "Void it", cancel: "Keep it", offline: "To be seen with a network.", loading: "Reading…", more: "The latest 100 alone.",
    },
    results: {
      title: "Recorded offline", waiting: "{count} to report", other: "{count} more were recorded by accounts of another partner, who report them after signing in.", send: "Report now", empty: "Nothing is waiting.", reported: "What became of them", clear: "Understood",
      refusal: "Turned away",
      outcome: {
        accepted: "Accepted", over_quota: "Over quota", not_valid_then: "Card was not valid then", not_entitled: "Not for this service", not_for_them: "Not for this person", unknown_card: "No such card",
        already_reported: "Reported before", bad_time: "Time not accepted", no_such_service: "No such service", key_reused: "Number used twice", not_contracted: "No contract then", bad_note: "Note not accepted", rejected: "Not taken by the server",
      },
    },
    signOut: {
      title: "Sign out", text: "Offline data, the partner's data and reports on this device are erased.", waiting: "{count} records were not reported yet and would be lost. Report them first.", go: "Erase and sign out", stay: "Stay",
    },
    problem: {
      "unreachable": "The server cannot be reached. Try again shortly", "internal": "Something went wrong; nothing was completed. Try again shortly", "unauthorized": "The session has ended. Sign in again", "forbidden": "This account may not do that", "csrf": "Reload the page and try once more",
      "quota-used": "The quota is used up, perhaps at another counter just now", "not-entitled": "The card does not have this service", "card-not-valid": "The card has just changed. Check it again", "verification-too-old": "The check is over 12 hours old. Check again",
      "not-for-them": "This service is not for this person", "too-late": "Over 30 minutes: the issuing desk can void it", "partner-not-contracted": "Your organisation has no contract", "sign-in-failed": "Name, password or code is wrong",
    },
  },
};
